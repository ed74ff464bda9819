# One interface target with what every part of the project is compiled with. Warnings are errors through
# CMAKE_COMPILE_WARNING_AS_ERROR; `cmake --compile-no-warning-as-error` lifts that for a compiler that we do not know yet.
add_library(kamsim_options INTERFACE)
target_compile_options(
  kamsim_options
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wshadow
            -Wconversion
            -Wsign-conversion
            -Wdouble-promotion
            -Wold-style-cast
            -Wcast-align
            -Wformat=2
            -Wnon-virtual-dtor
            -Woverloaded-virtual
            $<$<CXX_COMPILER_ID:GNU>:-Wlogical-op>
            $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond>
            # GCC bug 105651: joining strings is reported inside the standard library.
            $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
            # No fused multiply-add: results must not depend on the processor.
            -ffp-contract=off)
