# Debian has two packages of NLopt, with CMake packages of one name and targets of different ones. Defines the target
# Nlopt::Nlopt, the library without C++ algorithms.
find_path(NLOPT_INCLUDE_DIR nlopt.h)
find_library(NLOPT_LIBRARY nlopt)
mark_as_advanced(NLOPT_INCLUDE_DIR NLOPT_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(
  Nlopt
  REQUIRED_VARS NLOPT_LIBRARY NLOPT_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "NLopt is missing (Debian package libnlopt-dev)")

if(Nlopt_FOUND AND NOT TARGET Nlopt::Nlopt)
  add_library(Nlopt::Nlopt UNKNOWN IMPORTED)
  set_target_properties(Nlopt::Nlopt PROPERTIES IMPORTED_LOCATION "${NLOPT_LIBRARY}"
                                                INTERFACE_INCLUDE_DIRECTORIES "${NLOPT_INCLUDE_DIR}")
endif()
