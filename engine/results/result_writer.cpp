#include "kamsim/results/result_writer.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "results/account_records.hpp"
#include "results/block_hashes.hpp"
#include "results/hdf5.hpp"
#include "results/layout.hpp"
#include "results/part_file.hpp"
#include "results/path_variables.hpp"
#include "results/pending_file.hpp"
#include "results/stored_scenario.hpp"

namespace kamsim {

namespace {

/// Replications of one alternative in a chunk of the ledger. Only whole chunks are written, so that the bytes of
/// the file do not depend on the size of the batches.
constexpr std::int64_t replications_per_chunk = 4096;

void describe_survival(hdf5::File& file)
{
    static constexpr std::array<std::int8_t, 2> values{0, 1};
    file.add_attribute("programme_survives", "flag_values", values);
    file.add_attribute("programme_survives", "flag_meanings", "ended on");
}

std::int64_t checked_replications(const Experiment& experiment)
{
    if (experiment.replications < 1 || experiment.replications > std::numeric_limits<std::int32_t>::max()) {
        throw std::invalid_argument(fmt::format("{} replications do not fit into a result file; 1 to {} do",
                                                experiment.replications, std::numeric_limits<std::int32_t>::max()));
    }
    return experiment.replications;
}

/// Runs one step of writing with HDF5 silent, and names the file in what goes wrong.
template <class Step>
auto write_step(const std::filesystem::path& path, Step step)
{
    const hdf5::QuietErrors quiet;
    try {
        return step();
    } catch (const hdf5::Error& error) {
        throw ResultFileError(fmt::format("cannot write {}: {}; check the free space of the disk and run again",
                                          path.string(), error.what()));
    }
}

} // namespace

void require_replaceable(const std::filesystem::path& path)
{
    if (!path.has_filename() || std::filesystem::is_directory(path)) {
        throw ResultFileError(
            fmt::format("cannot write {}: it names a folder; give the name of a file", path.string()));
    }
    if (std::filesystem::exists(path) && H5Fis_hdf5(path.c_str()) <= 0) {
        throw ResultFileError(fmt::format("cannot write {}: the file exists and is no result; give another name, or "
                                          "remove it first",
                                          path.string()));
    }
}

class ResultWriter::Implementation {
public:
    Implementation(const std::filesystem::path& path, const Scenario& scenario, WritingOptions options);

    void append(std::int64_t first_replication, const ReplicationRecords& records);
    void finish(const Outcome& outcome, const PartSums& sums, const std::vector<std::string>& checks,
                const std::string& verdict);

    [[nodiscard]] const std::filesystem::path& final_path() const { return pending_.final_path(); }

private:
    void flush_ledger();
    void require_same_shape(const Outcome& outcome) const;
    void write_outcome(const Outcome& outcome);
    void write_paths();

    Experiment experiment_;
    WritingOptions options_;
    std::int64_t replications_;
    std::int64_t alternatives_;
    int periods_;
    std::size_t accounts_;
    std::string currency_;
    PendingFile pending_; // before the file, so that it is removed after the file is closed
    hdf5::File file_;
    std::int64_t chunk_replications_;
    std::int64_t written_ = 0;        ///< replications whose ledger is in the file
    std::int64_t held_ = 0;           ///< replications whose ledger waits for its chunk to be complete
    std::vector<double> held_ledger_; ///< [alternative][replication of the chunk][line]
    std::optional<AccountRecordsWriter> account_records_;
};

ResultWriter::Implementation::Implementation(const std::filesystem::path& path, const Scenario& scenario,
                                             WritingOptions options)
    : experiment_(scenario.experiment), options_(std::move(options)),
      replications_(checked_replications(scenario.experiment)),
      alternatives_(static_cast<std::int64_t>(scenario.experiment.alternatives.size())),
      periods_(scenario.experiment.periods), accounts_(scenario.experiment.accounts.size()),
      currency_(scenario.experiment.currency), pending_(path, options_.temporary_folder),
      file_(pending_.temporary_path()), chunk_replications_(std::min(replications_, replications_per_chunk)),
      held_ledger_(static_cast<std::size_t>(alternatives_ * chunk_replications_ * ledger_line_count))
{
    write_provenance(file_, scenario, result_format_name);
    write_experiment_coordinates(file_, scenario.experiment, {0, replications_});
    add_declared(file_, ledger_declaration(), currency_,
                 {1, static_cast<hsize_t>(chunk_replications_), ledger_line_count});
    if (holds_accounts(options_.detail)) {
        account_records_.emplace(file_, experiment_);
    }
}

void ResultWriter::Implementation::append(std::int64_t first_replication, const ReplicationRecords& records)
{
    const auto taken = written_ + held_;
    if (first_replication != taken || records.replications < 0 || records.replications > replications_ - taken) {
        throw std::invalid_argument(fmt::format("{} replications from {} on do not follow the {} of {} before",
                                                records.replications, first_replication, taken, replications_));
    }
    if (records.ledger.size() != static_cast<std::size_t>(alternatives_ * records.replications * ledger_line_count)) {
        throw std::invalid_argument(fmt::format("{} replications of {} alternatives have {} ledger values",
                                                records.replications, alternatives_, records.ledger.size()));
    }
    if (account_records_) {
        account_records_->append(records);
    }
    for (std::int64_t first = 0; first < records.replications;) {
        const auto count = std::min(records.replications - first, chunk_replications_ - held_);
        for (std::int64_t alternative = 0; alternative < alternatives_; ++alternative) {
            const auto from = (alternative * records.replications + first) * ledger_line_count;
            const auto to = (alternative * chunk_replications_ + held_) * ledger_line_count;
            std::copy_n(records.ledger.begin() + from, count * ledger_line_count, held_ledger_.begin() + to);
        }
        held_ += count;
        first += count;
        if (held_ == chunk_replications_) {
            flush_ledger();
        }
    }
}

void ResultWriter::Implementation::flush_ledger()
{
    if (held_ == 0) {
        return;
    }
    const std::array<hsize_t, 3> count{1, static_cast<hsize_t>(held_), ledger_line_count};
    for (std::int64_t alternative = 0; alternative < alternatives_; ++alternative) {
        const std::array<hsize_t, 3> offset{static_cast<hsize_t>(alternative), static_cast<hsize_t>(written_), 0};
        const auto first = static_cast<std::size_t>(alternative * chunk_replications_ * ledger_line_count);
        const auto values =
            std::span<const double>(held_ledger_).subspan(first, static_cast<std::size_t>(held_ * ledger_line_count));
        file_.write(ledger_declaration().name, values, offset, count);
    }
    written_ += std::exchange(held_, 0);
}

void ResultWriter::Implementation::require_same_shape(const Outcome& outcome) const
{
    if (written_ + held_ != replications_) {
        throw std::invalid_argument(
            fmt::format("the ledgers of {} replications came, of {}", written_ + held_, replications_));
    }
    if (outcome.replications != replications_ || outcome.alternatives != alternatives_ || outcome.periods != periods_
        || static_cast<std::size_t>(outcome.accounts) != accounts_) {
        throw std::invalid_argument("the outcome has another shape than the experiment of its result file");
    }
}

void ResultWriter::Implementation::write_outcome(const Outcome& outcome)
{
    for (const OutcomeVariable& variable : outcome_variables()) {
        if (is_left_out(variable, outcome)) {
            continue;
        }
        const VariableDeclaration& declaration = variable.declaration;
        add_declared(file_, declaration, currency_);
        const auto values = variable.values(outcome);
        if (values.size() != file_.size(declaration.name)) {
            throw std::invalid_argument(fmt::format("the outcome holds {} values of {}, not {}", values.size(),
                                                    declaration.name, file_.size(declaration.name)));
        }
        file_.write(declaration.name, values);
    }
    describe_survival(file_);
}

/// They would take far more room in parts than the time it takes to have them again.
void ResultWriter::Implementation::write_paths()
{
    PathVariables paths(file_, experiment_);
    PathOptions how;
    how.threads = options_.threads;
    how.sink = [&](const PathBlock& block) {
        paths.append(block);
        if (options_.progress) {
            options_.progress(block.first_replication + block.replications, replications_);
        }
    };
    stream_paths(experiment_, how);
}

void ResultWriter::Implementation::finish(const Outcome& outcome, const PartSums& sums,
                                          const std::vector<std::string>& checks, const std::string& verdict)
{
    require_same_shape(outcome);
    flush_ledger();
    if (account_records_) {
        account_records_->flush();
    }
    write_outcome_coordinates(file_, outcome, currency_);
    write_outcome(outcome);
    constexpr unsigned fast = 1; // noise hardly becomes smaller, and it is read seldom
    write_sums(file_, sums, fast);
    if (options_.detail == RecordedDetail::paths) {
        write_paths();
    }
    file_.add_attribute("verdict", verdict);
    file_.add_attribute("checks", nlohmann::json(checks).dump());
    file_.close();
    append_block_hashes(pending_.temporary_path());
    pending_.commit();
}

ResultWriter::ResultWriter(const std::filesystem::path& path, const Scenario& scenario, const WritingOptions& options)
    : implementation_(write_step(path, [&] {
          require_replaceable(path);
          return std::make_unique<Implementation>(path, scenario, options);
      }))
{}

ResultWriter::~ResultWriter()
{
    const hdf5::QuietErrors quiet;
    implementation_.reset();
}

void ResultWriter::append(std::int64_t first_replication, const ReplicationRecords& records)
{
    write_step(implementation_->final_path(), [&] { implementation_->append(first_replication, records); });
}

void ResultWriter::finish(const Outcome& outcome, const PartSums& sums, const std::vector<std::string>& checks,
                          const std::string& verdict)
{
    const auto path = implementation_->final_path();
    write_step(path, [&] { implementation_->finish(outcome, sums, checks, verdict); });
}

} // namespace kamsim
