# minizip brings no CMake package. Defines the target Minizip::Minizip.
find_path(MINIZIP_INCLUDE_DIR minizip/unzip.h)
find_library(MINIZIP_LIBRARY minizip)
mark_as_advanced(MINIZIP_INCLUDE_DIR MINIZIP_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(
  Minizip
  REQUIRED_VARS MINIZIP_LIBRARY MINIZIP_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "minizip is missing (Debian package libminizip-dev)")

if(Minizip_FOUND AND NOT TARGET Minizip::Minizip)
  add_library(Minizip::Minizip UNKNOWN IMPORTED)
  set_target_properties(Minizip::Minizip PROPERTIES IMPORTED_LOCATION "${MINIZIP_LIBRARY}"
                                                    INTERFACE_INCLUDE_DIRECTORIES "${MINIZIP_INCLUDE_DIR}")
endif()
