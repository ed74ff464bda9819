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
          precision
          select
          allocate
          diagnose
          result_file
          refused_result_files
          runs_that_cannot_begin
          full_disk_under_the_result
          full_disk_behind_the_output
          interruption
          show
          verify_file
          export
          export_on_a_full_disk
          bad_results
          compare
          bridge
          replay
          accounts
          sensitivity
          break_even
          kept_studies
          bridge_by_mechanism
          sweep
          targets
          catalogues
          colours
          progress
          init
          init_on_a_full_disk
          import_check
          decide
          report
          report_pdf
          value_of_information
          win_map
          win_map_of_a_sweep
          emulate
          optimize
          optimize_refusals
          optimize_front
          guide
          guide_to_decisions
          guide_to_information
          guide_to_exports
          guide_to_sensitivity
          guide_to_mechanisms
          guide_to_targets)
    add_test(NAME cli.run.${case} COMMAND "${CMAKE_CURRENT_LIST_DIR}/run_test.sh" $<TARGET_FILE:kamsim_program>
                                          "${CMAKE_CURRENT_LIST_DIR}/scenarios" ${case})
    set_tests_properties(cli.run.${case} PROPERTIES LABELS cli)
  endforeach()
  # Two sweeps of a guide, a minute of one core.
  add_test(NAME cli.run.guide_to_sweeps COMMAND "${CMAKE_CURRENT_LIST_DIR}/run_test.sh" $<TARGET_FILE:kamsim_program>
                                                "${CMAKE_CURRENT_LIST_DIR}/scenarios" guide_to_sweeps)
  set_tests_properties(cli.run.guide_to_sweeps PROPERTIES LABELS slow TIMEOUT 1500)
  # The search of a guide tries some hundred designs.
  add_test(NAME cli.run.guide_to_optimise COMMAND "${CMAKE_CURRENT_LIST_DIR}/run_test.sh" $<TARGET_FILE:kamsim_program>
                                                  "${CMAKE_CURRENT_LIST_DIR}/scenarios" guide_to_optimise)
  set_tests_properties(cli.run.guide_to_optimise PROPERTIES LABELS slow TIMEOUT 1500)
  # A thousand flipped bytes.
  add_test(NAME cli.flipped_bytes COMMAND "${CMAKE_CURRENT_LIST_DIR}/flipped_bytes.py" $<TARGET_FILE:kamsim_program>
                                          "${CMAKE_CURRENT_LIST_DIR}/scenarios/small.toml")
  set_tests_properties(cli.flipped_bytes PROPERTIES LABELS cli)
  # Kills, full disks and the like.
  foreach(case IN ITEMS "kills 25" full_disk read_only vanished_folder)
    separate_arguments(words UNIX_COMMAND "${case}")
    list(GET words 0 name)
    add_test(NAME cli.durability.${name}
             COMMAND "${CMAKE_CURRENT_LIST_DIR}/durability.py" $<TARGET_FILE:kamsim_program>
                     "${CMAKE_CURRENT_LIST_DIR}/scenarios/small.toml" ${words})
    set_tests_properties(cli.durability.${name} PROPERTIES LABELS cli TIMEOUT 1500)
  endforeach()
  add_test(NAME cli.durability.many_kills
           COMMAND "${CMAKE_CURRENT_LIST_DIR}/durability.py" $<TARGET_FILE:kamsim_program>
                   "${CMAKE_CURRENT_LIST_DIR}/scenarios/small.toml" kills 200 2)
  set_tests_properties(cli.durability.many_kills PROPERTIES LABELS slow TIMEOUT 7200)
  # Studies of many points that are killed and go on.
  add_test(NAME cli.study_kills COMMAND "${CMAKE_CURRENT_LIST_DIR}/study_kills.py" $<TARGET_FILE:kamsim_program>
                                        "${CMAKE_CURRENT_LIST_DIR}/scenarios/small.toml")
  set_tests_properties(cli.study_kills PROPERTIES LABELS cli TIMEOUT 1500)
  # Exports against readers that are not ours.
  add_test(NAME cli.export_readers COMMAND "${CMAKE_CURRENT_LIST_DIR}/export.py" $<TARGET_FILE:kamsim_program>
                                           "${CMAKE_CURRENT_LIST_DIR}/scenarios")
  set_tests_properties(cli.export_readers PROPERTIES LABELS cli)
  # What is said to each bad input.
  add_test(NAME cli.bad_inputs COMMAND "${CMAKE_CURRENT_LIST_DIR}/bad_inputs.py" $<TARGET_FILE:kamsim_program>)
  set_tests_properties(cli.bad_inputs PROPERTIES LABELS cli)
endif()
