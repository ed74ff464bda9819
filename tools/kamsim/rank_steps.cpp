#include "kamsim/rank_steps.hpp"

#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "kamsim/results/result_file_error.hpp"

namespace kamsim::program {

int run_ranks(const CommandDeclaration& declaration, const std::vector<std::string>& arguments,
              const std::function<int(const CommandLine&, Console&, Ranks&)>& work)
{
    Ranks ranks;
    const auto voice = ranks.is_first() ? ConsoleVoice::leading : ConsoleVoice::assisting;
    const auto with_ranks = [&](const CommandLine& line, Console& console) { return work(line, console, ranks); };
    return ranks.run([&] { return run_command(declaration, arguments, with_ranks, voice); });
}

void require_no_part(const CommandLine& line, const Ranks& ranks)
{
    if (ranks.are_several() && line.has("part")) {
        line.refuse(fmt::format("--part is for processes that are started one by one; {} ranks of a job share the work "
                                "out themselves: leave it out",
                                ranks.count()));
    }
}

void wait_for_shards(const std::function<bool()>& are_there)
{
    constexpr auto pause = std::chrono::seconds(1);
    constexpr int most_pauses = 120;
    for (int pauses = 0; !are_there(); ++pauses) {
        if (pauses == most_pauses) {
            throw ResultFileError("shards that other ranks have written do not appear: their hosts must share the "
                                  "folder of the file with the first one");
        }
        std::this_thread::sleep_for(pause);
    }
}

} // namespace kamsim::program
