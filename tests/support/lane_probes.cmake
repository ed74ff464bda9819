# Lane code for tests, compiled once for each instruction set with what the engine's kernels are compiled with.
foreach(level v2 v3 v4)
  set(probe kamsim_lane_probe_${level})
  set(kernel kamsim_kernel_${level})
  add_library(${probe} OBJECT support/lanes/lane_probe_kernel.cpp)
  target_compile_definitions(${probe} PRIVATE $<TARGET_PROPERTY:${kernel},COMPILE_DEFINITIONS>)
  target_compile_options(${probe} PRIVATE $<TARGET_PROPERTY:${kernel},COMPILE_OPTIONS>)
  target_include_directories(${probe} PRIVATE $<TARGET_PROPERTY:${kernel},INCLUDE_DIRECTORIES>
                                              "${CMAKE_CURRENT_SOURCE_DIR}")
  target_link_libraries(${probe} PRIVATE kamsim_options)
  target_sources(kamsim_test_support_code PRIVATE $<TARGET_OBJECTS:${probe}>)
endforeach()
