# libxlsxwriter as Debian packages it has no CMake package. Defines the target XlsxWriter::XlsxWriter.
find_path(XLSXWRITER_INCLUDE_DIR xlsxwriter.h)
find_library(XLSXWRITER_LIBRARY xlsxwriter)
mark_as_advanced(XLSXWRITER_INCLUDE_DIR XLSXWRITER_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(
  XlsxWriter
  REQUIRED_VARS XLSXWRITER_LIBRARY XLSXWRITER_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "libxlsxwriter is missing (Debian package libxlsxwriter-dev)")

if(XlsxWriter_FOUND AND NOT TARGET XlsxWriter::XlsxWriter)
  add_library(XlsxWriter::XlsxWriter UNKNOWN IMPORTED)
  set_target_properties(XlsxWriter::XlsxWriter PROPERTIES IMPORTED_LOCATION "${XLSXWRITER_LIBRARY}"
                                                          INTERFACE_INCLUDE_DIRECTORIES "${XLSXWRITER_INCLUDE_DIR}")
endif()
