# Tests of the program as a user meets it, one for each case of run_test.sh.
if(TARGET kamsim_program)
  foreach(
    case IN
    ITEMS help_and_version
          wrong_usage
          loudness_and_log
          scenario_errors
          check
          check_json
          schema
          comparison
          json
          overrides
          equal_runs
          result_file
          refused_result_files
          full_disk_under_the_result
          full_disk_behind_the_output
          interruption
          show
          verify_file
          export
          export_on_a_full_disk
          bad_results
          compare
          accounts
          catalogues
          colours
          progress
          init
          init_on_a_full_disk
          import_check
          guide
          guide_to_exports)
    add_test(NAME cli.run.${case} COMMAND "${CMAKE_CURRENT_LIST_DIR}/run_test.sh" $<TARGET_FILE:kamsim_program>
                                          "${CMAKE_CURRENT_LIST_DIR}/scenarios" ${case})
    set_tests_properties(cli.run.${case} PROPERTIES LABELS cli)
  endforeach()
  # A thousand flipped bytes.
  add_test(NAME cli.flipped_bytes COMMAND "${CMAKE_CURRENT_LIST_DIR}/flipped_bytes.py" $<TARGET_FILE:kamsim_program>
                                          "${CMAKE_CURRENT_LIST_DIR}/scenarios/small.toml")
  set_tests_properties(cli.flipped_bytes PROPERTIES LABELS cli)
  # Exports against readers that are not ours.
  add_test(NAME cli.export_readers COMMAND "${CMAKE_CURRENT_LIST_DIR}/export.py" $<TARGET_FILE:kamsim_program>
                                           "${CMAKE_CURRENT_LIST_DIR}/scenarios")
  set_tests_properties(cli.export_readers PROPERTIES LABELS cli)
  # What is said to each bad input.
  add_test(NAME cli.bad_inputs COMMAND "${CMAKE_CURRENT_LIST_DIR}/bad_inputs.py" $<TARGET_FILE:kamsim_program>)
  set_tests_properties(cli.bad_inputs PROPERTIES LABELS cli)
endif()
