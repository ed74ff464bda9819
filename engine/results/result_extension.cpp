#include "kamsim/results/result_extension.hpp"

#include <stdexcept>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "kamsim/results/file_verification.hpp"
#include "kamsim/results/sample_size.hpp"
#include "kamsim/scenario/limits.hpp"
#include "kamsim/simulation/part_merger.hpp"
#include "kamsim/version.hpp"
#include "results/account_records.hpp"
#include "results/part_file.hpp"
#include "results/stored_file.hpp"

namespace kamsim {

namespace {

class Extension {
public:
    Extension(std::filesystem::path result, std::int64_t added) : result_(std::move(result)), added_(added)
    {
        read_verified(result_, StoredKind::result, [&](const StoredFile& file) {
            base_ = read_provenance(file);
            sums_ = read_sums(file);
            detail_ = detail_of(file);
        });
    }

    [[nodiscard]] RunFolder begin()
    {
        require_same_program();
        require_worlds();
        const std::int64_t before = base_.scenario.experiment.replications;
        if (added_ < 1 || added_ > most_replications - before) {
            refuse(fmt::format("{} more than its {} are too many; {} is the limit", added_, before, most_replications));
        }
        Scenario longer = base_.scenario;
        ask_for(longer, before + added_);
        require_same_sums(longer.experiment);
        const auto first = SampleLeaves(base_.scenario.experiment).whole_count();
        return RunFolder(result_, longer,
                         {{first, all_leaves(longer.experiment).end}, verify_file(result_).hash, detail_});
    }

private:
    [[noreturn]] void refuse(const std::string& reason) const
    {
        throw ResultFileError(fmt::format("cannot add replications to {}: {}", result_.string(), reason));
    }

    void require_same_program() const
    {
        if (base_.program_version != version() || base_.program_revision != revision()) {
            refuse(fmt::format("it is of kamsim {} ({}), and this is kamsim {} ({}); use that one",
                               base_.program_version, base_.program_revision, version(), revision()));
        }
    }

    void require_worlds() const
    {
        const Uncertainty& uncertainty = base_.scenario.experiment.uncertainty;
        if (uncertainty.inputs.empty()) {
            return;
        }
        if (uncertainty.design == WorldDesign::latin_hypercube) {
            refuse("its worlds are a Latin hypercube, whose points depend on how many there are; more worlds would be "
                   "others. Run it anew, with design = \"sobol\" if it is to grow later");
        }
        const std::int64_t futures = uncertainty.futures_per_world;
        if (added_ % futures != 0) {
            const std::int64_t below = added_ / futures * futures;
            refuse(fmt::format("{} replications are no whole worlds of {} futures; the nearest {}{}", added_, futures,
                               below == 0 ? "is " : fmt::format("are {} and ", below), below + futures));
        }
    }

    /// What is summed may depend on the number of worlds: rows for as many managers as any world has.
    void require_same_sums(const Experiment& longer) const
    {
        try {
            PartSums whole = sums_;
            if (!SampleLeaves(base_.scenario.experiment).is_whole(whole.nodes.back().leaves.end - 1)) {
                whole.nodes.pop_back();
            }
            static_cast<void>(joined(longer, {whole}));
        } catch (const std::invalid_argument&) {
            refuse("with the new worlds, whose number of accounts per manager is uncertain, there are more managers "
                   "than the file has room for; run it anew");
        }
    }

    std::filesystem::path result_;
    std::int64_t added_;
    Provenance base_;
    PartSums sums_;
    RecordedDetail detail_ = RecordedDetail::ledgers;
};

} // namespace

RunFolder begin_extension(const std::filesystem::path& result, std::int64_t replications)
{
    return Extension(result, replications).begin();
}

} // namespace kamsim
