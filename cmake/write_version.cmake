# Run as a script before each build: cmake -D source=... -D version=... -D output=... -P write_version.cmake
# The output is rewritten only when it changes, so that an unchanged revision compiles nothing.
set(revision "unknown")
find_program(GIT_PROGRAM git)
# A copy of the project inside somebody else's repository must not carry that repository's revision.
if(GIT_PROGRAM AND EXISTS "${source}/.git")
  execute_process(
    COMMAND "${GIT_PROGRAM}" describe --always --dirty --abbrev=12 --exclude=*
    WORKING_DIRECTORY "${source}"
    OUTPUT_VARIABLE described
    RESULT_VARIABLE status
    OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(status EQUAL 0 AND described)
    set(revision "${described}")
  endif()
endif()
configure_file("${CMAKE_CURRENT_LIST_DIR}/version.cpp.in" "${output}" @ONLY)
