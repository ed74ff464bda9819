# Writes the page with every kind of drawing.
add_executable(write_sample_report browser/write_sample.cpp)
target_link_libraries(write_sample_report PRIVATE kamsim_report_assets kamsim_test_support kamsim_test_support_code)

# The report in a real browser: Chromium without a window, steered by playwright-core. make_pages.mjs writes pages with
# the program itself; each check looks at all of them, and each seeded fault must be found by the check meant for it.
if(NOT TARGET kamsim_program OR KAMSIM_FIGURES STREQUAL "OFF" OR NOT NODE_PROGRAM OR NOT NPM_PROGRAM OR KAMSIM_SANITIZE)
  return()
endif()
find_program(CHROMIUM_PROGRAM NAMES chromium chromium-browser google-chrome)

set(browser_sources "${CMAKE_CURRENT_LIST_DIR}")
set(browser_folder "${PROJECT_BINARY_DIR}/browser")

# add_browser_test(<name> <command>...): a test that needs the pages
function(add_browser_test name)
  add_test(NAME browser.${name} COMMAND ${ARGN})
  set_tests_properties(
    browser.${name}
    PROPERTIES LABELS browser
               TIMEOUT 1800
               FIXTURES_REQUIRED "browser_packages;browser_pages"
               ENVIRONMENT "KAMSIM_BROWSER_PACKAGES=${browser_folder}/packages;KAMSIM_CHROMIUM=${CHROMIUM_PROGRAM}")
endfunction()

add_test(NAME browser.packages COMMAND "${browser_sources}/install_packages.sh" "${NPM_PROGRAM}" "${browser_folder}/packages")
set_tests_properties(browser.packages PROPERTIES LABELS browser TIMEOUT 1800 FIXTURES_SETUP browser_packages)
add_test(NAME browser.pages
         COMMAND "${NODE_PROGRAM}" "${browser_sources}/make_pages.mjs" $<TARGET_FILE:kamsim_program>
                 $<TARGET_FILE:draw_portfolio> $<TARGET_FILE:write_sample_report> "${browser_folder}/pages")
set_tests_properties(browser.pages PROPERTIES LABELS browser TIMEOUT 1800 FIXTURES_SETUP browser_pages)

# Page, JSON document, workbook and result beside each other.
add_browser_test(numbers /usr/bin/python3 "${browser_sources}/read_numbers.py" "${browser_folder}/pages" default stakeholders
                 uncertain one_design one_account hostile largest italian:default german:default)

# One test for each check, and one for each fault, by the names that the scripts themselves know.
file(GLOB checks CONFIGURE_DEPENDS RELATIVE "${browser_sources}/checks" "${browser_sources}/checks/*.mjs")
foreach(check IN LISTS checks)
  string(REPLACE ".mjs" "" check "${check}")
  add_browser_test(${check} "${NODE_PROGRAM}" "${browser_sources}/run_check.mjs" ${check} "${browser_folder}/pages")
endforeach()
file(STRINGS "${browser_sources}/seeded_faults.mjs" faults REGEX "^    [a-z_]+: {$")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${browser_sources}/seeded_faults.mjs")
foreach(fault IN LISTS faults)
  string(REGEX MATCH "[a-z_]+" fault "${fault}")
  add_browser_test(catches_${fault} "${NODE_PROGRAM}" "${browser_sources}/run_fault.mjs" ${fault} "${browser_folder}/pages")
endforeach()
