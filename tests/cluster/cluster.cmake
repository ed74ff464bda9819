# Jobs of several processes: ranks, pretend hosts, a Slurm of the test's own. They need a program with MPI.
if(TARGET kamsim_without_mpi)
  set(programs $<TARGET_FILE:kamsim_program> $<TARGET_FILE:kamsim_without_mpi>)
  set(inputs "${PROJECT_SOURCE_DIR}/tests/cli/scenarios/small.toml" "${CMAKE_CURRENT_LIST_DIR}/scenarios/sweep.toml")
  add_test(NAME cluster.ranks COMMAND "${CMAKE_CURRENT_LIST_DIR}/ranks.py" ${programs} ${inputs})
  add_test(NAME cluster.hosts COMMAND "${CMAKE_CURRENT_LIST_DIR}/hosts.py" ${programs} ${inputs})
  add_test(NAME cluster.slurm COMMAND "${CMAKE_CURRENT_LIST_DIR}/slurm.py" ${programs}
                                      "${PROJECT_SOURCE_DIR}/tools/cluster" ${inputs})
  add_test(NAME cluster.kills COMMAND "${CMAKE_CURRENT_LIST_DIR}/kills.py" $<TARGET_FILE:kamsim_program> ${inputs} 12)
  set_tests_properties(cluster.ranks cluster.hosts cluster.slurm cluster.kills PROPERTIES LABELS cluster TIMEOUT 1500)
  add_test(NAME cluster.many_kills
           COMMAND "${CMAKE_CURRENT_LIST_DIR}/kills.py" $<TARGET_FILE:kamsim_program> ${inputs} 60 2)
  set_tests_properties(cluster.many_kills PROPERTIES LABELS slow TIMEOUT 7200)
endif()
