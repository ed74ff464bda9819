# Results read by programs that are not ours. One that is not installed fails its test. Debian's packages are those of
# Debian's Python, which need not be the first in the path.
if(TARGET kamsim_program)
  foreach(reader IN ITEMS h5py netcdf4_python xarray_netcdf4 xarray_h5netcdf ncdump h5dump octave r_ncdf4 nothing_else
                          a_difference)
    add_test(NAME readers.${reader} COMMAND /usr/bin/python3 "${CMAKE_CURRENT_LIST_DIR}/read_results.py"
                                            $<TARGET_FILE:kamsim_program> ${reader})
    set_tests_properties(readers.${reader} PROPERTIES LABELS readers)
  endforeach()
endif()
