# Checks of the house itself. Each check has a second test that hands it a bad example, which it must refuse.
set(cli "${CMAKE_CURRENT_LIST_DIR}")
set(refuses "${cli}/refuses.sh")

# Runs a check. add_structure_check(<name> <command>...)
function(add_structure_check name)
  add_test(NAME structure.${name} COMMAND ${ARGN} COMMAND_EXPAND_LISTS)
  set_tests_properties(structure.${name} PROPERTIES LABELS structure)
endfunction()

# The folders of the house: a room includes only rooms on lower floors.
add_structure_check(floors "${cli}/floors.sh" "${PROJECT_SOURCE_DIR}")
add_structure_check(floors_refuse_a_look_upwards "${refuses}" "engine/statistics/upward.cpp:3: .*floor 2.*floor 5" "${cli}/floors.sh"
                    "${cli}/examples/house")
add_structure_check(floors_refuse_a_folder_that_is_no_room "${refuses}" "engine/attic/unknown.cpp: .*no room" "${cli}/floors.sh"
                    "${cli}/examples/house")
add_structure_check(floors_refuse_a_relative_path "${refuses}" "engine/model/relative.cpp:1: .*name the room" "${cli}/floors.sh"
                    "${cli}/examples/house")

# Each public header compiles alone, and twice in a row.
file(GLOB_RECURSE public_headers CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}/include" "${PROJECT_SOURCE_DIR}/include/*.hpp")
set(header_sources)
foreach(header IN LISTS public_headers)
  string(MAKE_C_IDENTIFIER "${header}" identifier)
  set(header_source "${PROJECT_BINARY_DIR}/generated/headers/${identifier}.cpp")
  file(CONFIGURE OUTPUT "${header_source}" CONTENT "#include \"${header}\"\n#include \"${header}\"\n")
  list(APPEND header_sources "${header_source}")
endforeach()
add_library(kamsim_public_headers OBJECT ${header_sources})
target_link_libraries(kamsim_public_headers PRIVATE kamsim kamsim_options)
add_structure_check(headers_compile_alone "${CMAKE_COMMAND}" --build "${PROJECT_BINARY_DIR}" --target kamsim_public_headers)
add_structure_check(headers_refuse_one_that_needs_another "${refuses}" "needs_another.hpp:.*string" "${CMAKE_CXX_COMPILER}"
                    -std=c++20 -fsyntax-only -include "${cli}/examples/needs_another.hpp" -x c++ /dev/null)

# The kernels share no out-of-line code: the linker could keep the wrong processor's.
if(NOT CMAKE_BUILD_TYPE STREQUAL Debug)
  foreach(level v2 v3 v4 observed)
    add_structure_check(kernel_symbols_${level} "${cli}/kernel_symbols.sh" "${CMAKE_NM}" kernel_${level}
                        $<TARGET_OBJECTS:kamsim_kernel_${level}>)
  endforeach()
endif()
add_library(kernel_symbols_example OBJECT "${cli}/examples/shared_inline.cpp")
add_structure_check(kernel_symbols_refuse_shared_code "${refuses}" "shared_inline.*kamsim::shared_by_all" "${cli}/kernel_symbols.sh"
                    "${CMAKE_NM}" kernel_v4 $<TARGET_OBJECTS:kernel_symbols_example>)

# The linker takes the first of two definitions in a library, whatever the second one returns.
add_structure_check(single_definitions "${cli}/single_definitions.sh" "${CMAKE_NM}" $<TARGET_FILE:kamsim>)
add_library(defined_twice_example STATIC "${cli}/examples/defined_here.cpp" "${cli}/examples/defined_there.cpp")
add_structure_check(single_definitions_refuse_a_second_one "${refuses}" "defined_twice.*: defined twice" "${cli}/single_definitions.sh"
                    "${CMAKE_NM}" $<TARGET_FILE:defined_twice_example>)

# The layout of the code.
add_structure_check(format "${PROJECT_SOURCE_DIR}/tools/format" --check)
add_structure_check(format_refuses_another_layout "${refuses}" "badly_formatted.cpp" "${PROJECT_SOURCE_DIR}/tools/format" --check
                    "${cli}/examples/badly_formatted.cpp")

# The reference parts of the documentation come from the program.
add_structure_check(reference_is_up_to_date $<TARGET_FILE:write_reference> --check "${PROJECT_SOURCE_DIR}/docs")
add_structure_check(reference_refuses_a_stale_page "${refuses}" "scenario.md is stale" $<TARGET_FILE:write_reference> --check
                    "${cli}/examples/docs")

# The JSON Schema against a validator that is not ours, and against what the program accepts.
if(TARGET kamsim_program)
  add_structure_check(schema "${cli}/schema.py" "${PROJECT_SOURCE_DIR}/docs/formats/scenario.schema.json"
                      $<TARGET_FILE:kamsim_program> "${PROJECT_SOURCE_DIR}/scenarios")
endif()

# The installed library serves another project. With sanitizers that project would have to be compiled like ours.
if(NOT KAMSIM_SANITIZE)
  add_structure_check(installed_library_serves_another_project "${cli}/installation.sh" "${CMAKE_COMMAND}" "${PROJECT_BINARY_DIR}"
                      "${cli}/consumer" "${CMAKE_CXX_COMPILER}" "${PROJECT_VERSION}")
endif()
