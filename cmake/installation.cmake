# `cmake --install` lays out what another project needs for find_package(kamsim) and target_link_libraries(... kamsim::kamsim).
include(CMakePackageConfigHelpers)
set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/kamsim")

install(TARGETS kamsim EXPORT kamsimTargets ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/kamsim" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT kamsimTargets NAMESPACE kamsim:: DESTINATION "${package_folder}")

configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/kamsimConfig.cmake.in" "${PROJECT_BINARY_DIR}/kamsimConfig.cmake"
                              INSTALL_DESTINATION "${package_folder}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/kamsimConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(
  FILES "${PROJECT_BINARY_DIR}/kamsimConfig.cmake" "${PROJECT_BINARY_DIR}/kamsimConfigVersion.cmake"
        "${CMAKE_CURRENT_LIST_DIR}/FindCsv.cmake" "${CMAKE_CURRENT_LIST_DIR}/FindMinizip.cmake"
        "${CMAKE_CURRENT_LIST_DIR}/FindNlopt.cmake" "${CMAKE_CURRENT_LIST_DIR}/FindXlsxWriter.cmake" "${CMAKE_CURRENT_LIST_DIR}/FindXxHash.cmake"
  DESTINATION "${package_folder}")

if(TARGET kamsim_program)
  install(TARGETS kamsim_program RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()
