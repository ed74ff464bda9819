# The script that draws the figures of `kamsim report`: TypeScript in tools/report/, bundled by esbuild with the libraries of
# its lock file, in a copy inside the build folder so that the sources stay clean. Sets `report_script` to the bundle, or to
# nothing where it is built without.
set(KAMSIM_FIGURES AUTO CACHE STRING "Figures in the report, drawn by a script that Node bundles: ON, OFF, or AUTO (where node and npm are)")
set_property(CACHE KAMSIM_FIGURES PROPERTY STRINGS AUTO ON OFF)
find_program(NODE_PROGRAM node)
find_program(NPM_PROGRAM npm)

set(report_script "")
if(KAMSIM_FIGURES STREQUAL "OFF")
  return()
endif()
if(NOT NODE_PROGRAM OR NOT NPM_PROGRAM)
  if(KAMSIM_FIGURES STREQUAL "ON")
    message(FATAL_ERROR "KAMSIM_FIGURES=ON needs node and npm (Debian: apt-get install nodejs npm)")
  endif()
  message(STATUS "node or npm is missing: reports will have no figures, only text and tables (KAMSIM_FIGURES)")
  return()
endif()

set(report_sources "${PROJECT_SOURCE_DIR}/tools/report")
set(report_folder "${PROJECT_BINARY_DIR}/report")
set(report_script "${report_folder}/report.js")
file(GLOB_RECURSE script_sources CONFIGURE_DEPENDS "${report_sources}/src/*.ts")
set(package_files "${report_sources}/package.json" "${report_sources}/package-lock.json" "${report_sources}/.npmrc")
add_custom_command(
  OUTPUT "${report_folder}/packages.stamp"
  COMMAND ${CMAKE_COMMAND} -E make_directory "${report_folder}"
  COMMAND ${CMAKE_COMMAND} -E copy ${package_files} "${report_folder}"
  COMMAND ${CMAKE_COMMAND} -E chdir "${report_folder}" "${NPM_PROGRAM}" ci --no-progress --loglevel=error
  COMMAND ${CMAKE_COMMAND} -E touch "${report_folder}/packages.stamp"
  DEPENDS ${package_files}
  COMMENT "Installing what bundles the report's script (-D KAMSIM_FIGURES=OFF does without)"
  VERBATIM)
add_custom_command(
  OUTPUT "${report_script}"
  BYPRODUCTS "${report_script}.sha256"
  COMMAND ${CMAKE_COMMAND} -E rm -rf "${report_folder}/src"
  COMMAND ${CMAKE_COMMAND} -E copy_directory "${report_sources}/src" "${report_folder}/src"
  COMMAND ${CMAKE_COMMAND} -E copy "${report_sources}/build.mjs" "${report_sources}/tsconfig.json" "${report_folder}"
  COMMAND ${CMAKE_COMMAND} -E chdir "${report_folder}" "${NODE_PROGRAM}" build.mjs "${report_script}"
  DEPENDS "${report_folder}/packages.stamp" "${report_sources}/build.mjs" "${report_sources}/tsconfig.json" ${script_sources}
  COMMENT "Bundling the report's script"
  VERBATIM)
