#include <charconv>
#include <cstdlib>
#include <string_view>
#include <system_error>

#include "kamsim/launched_job.hpp"

namespace kamsim::program {

namespace {

std::optional<int> number_of(const char* variable)
{
    const char* const text = std::getenv(variable); // NOLINT(concurrency-mt-unsafe): nothing sets it here
    if (text == nullptr) {
        return std::nullopt;
    }
    const std::string_view word(text);
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    return error == std::errc{} && end == word.data() + word.size() ? std::optional(number) : std::nullopt;
}

} // namespace

std::optional<Launch> launch_of_this_process()
{
    struct Variables {
        const char* rank;
        const char* count;
    };
    // Open MPI's mpirun; launchers that speak PMI; those that speak PMIx, among them srun, which tells the number
    // itself.
    for (const auto& [rank, count] : {Variables{"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"},
                                      Variables{"PMI_RANK", "PMI_SIZE"}, Variables{"PMIX_RANK", "SLURM_NTASKS"}}) {
        if (const auto number = number_of(rank)) {
            return Launch{*number, number_of(count).value_or(0)};
        }
    }
    return std::nullopt;
}

} // namespace kamsim::program
