#include "kamsim/failure.hpp"

#include <iostream>
#include <new>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/results/result_file_error.hpp"
#include "kamsim/scenario/read_scenario.hpp"

namespace kamsim::program {

namespace {

void report(const ScenarioError& error)
{
    for (const auto& line : error.errors()) {
        std::cerr << line << "\n";
    }
    const auto count = error.errors().size();
    std::cerr << fmt::format("{} {}; nothing was run.\n", count, count == 1 ? "error" : "errors");
}

} // namespace

int tell_failure(const std::exception_ptr& failure)
{
    try {
        std::rethrow_exception(failure);
    } catch (const UsageError& error) {
        std::cerr << "kamsim: " << error.what() << "\n";
        return exit_bad_input;
    } catch (const ScenarioError& error) {
        report(error);
        return exit_bad_input;
    } catch (const UnreadableResult& error) {
        std::cerr << "kamsim: " << error.what() << "\n";
        return exit_bad_input;
    } catch (const std::bad_alloc&) {
        std::cerr << "kamsim: not enough memory; use fewer replications, accounts or alternatives\n";
        return exit_failed;
    } catch (const std::exception& error) {
        std::cerr << "kamsim: " << error.what() << "\n";
        return exit_failed;
    }
}

} // namespace kamsim::program
