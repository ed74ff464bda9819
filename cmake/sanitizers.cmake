# KAMSIM_SANITIZE=address,undefined or thread: every part is compiled and linked with these sanitizers and with the standard
# library's own checks, and a finding ends the program with an error.
if(KAMSIM_SANITIZE)
  target_compile_definitions(kamsim_options INTERFACE _GLIBCXX_ASSERTIONS)
  target_compile_options(kamsim_options INTERFACE -fsanitize=${KAMSIM_SANITIZE} -fno-sanitize-recover=all
                                                  -fno-omit-frame-pointer)
  target_link_options(kamsim_options INTERFACE -fsanitize=${KAMSIM_SANITIZE})
endif()
