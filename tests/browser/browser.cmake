# Checks of the report's page in a real browser.
add_executable(write_sample_report browser/write_sample.cpp)
target_link_libraries(write_sample_report PRIVATE kamsim_report_assets kamsim_test_support kamsim_test_support_code)
