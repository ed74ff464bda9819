#include "support/small_run.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "support/small_outcome.hpp"

namespace kamsim::test {

std::vector<double> ledger_of(int alternatives, std::int64_t first, std::int64_t count)
{
    std::vector<double> ledger;
    for (int alternative = 0; alternative < alternatives; ++alternative) {
        for (auto replication = first; replication < first + count; ++replication) {
            for (int line = 0; line < ledger_line_count; ++line) {
                ledger.push_back(small_ledger(alternative, replication, line));
            }
        }
    }
    return ledger;
}

PartSums small_sums()
{
    return {{{{0, 1}, {0.0}}}, {1}};
}

void append(ResultWriter& writer, std::int64_t first, std::int64_t count)
{
    ReplicationRecords records;
    records.replications = count;
    records.ledger = ledger_of(2, first, count);
    writer.append(first, records);
}

void write(const std::filesystem::path& path, const SmallRun& run)
{
    const auto scenario = small_scenario(run.replications);
    ResultWriter writer(path, scenario);
    for (std::int64_t first = 0; first < run.replications; first += run.batch) {
        append(writer, first, std::min(run.batch, run.replications - first));
    }
    writer.finish(small_outcome(scenario, run.managers), small_sums(), {"the outcome was made by hand"},
                  "The outcome says nothing.");
}

std::string content(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace kamsim::test
