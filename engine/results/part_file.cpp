#include "results/part_file.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "results/account_records.hpp"
#include "results/block_hashes.hpp"
#include "results/layout.hpp"
#include "results/stored_precision.hpp"

namespace kamsim {

namespace {

const std::string group = "continuation";
const std::string node_sums = group + "/node_sums";
const std::string node_first_leaf = group + "/node_first_leaf";
const std::string node_leaves = group + "/node_leaves";
const std::string all_bins = group + "/bin";
const std::string used_bin = group + "/used_bin";
const std::string bin_number = group + "/bin_number";
const std::string bin_count = group + "/bin_count";

constexpr std::array records_arrays{std::pair{"programme_spending", &ReplicationRecords::programme_spending},
                                    std::pair{"payback_years", &ReplicationRecords::payback_years},
                                    std::pair{"programme_survives", &ReplicationRecords::programme_survives}};

void add_variable(hdf5::File& file, const std::string& name, const hdf5::Shape& shape, const char* meaning)
{
    file.add_variable(name, shape);
    file.add_attribute(name, "long_name", meaning);
}

void write_nodes(hdf5::File& file, const std::vector<SumNode>& nodes, unsigned deflate_level)
{
    const std::string node = group + "/node";
    const std::string sum = group + "/sum";
    const auto numbers = static_cast<hsize_t>(nodes.front().sums.size());
    file.add_bare_dimension(node, nodes.size());
    file.add_bare_dimension(sum, numbers);
    add_variable(file, node_first_leaf, {hdf5::Element::int32, {node}, {}}, "number of the first leaf of the node");
    add_variable(file, node_leaves, {hdf5::Element::int32, {node}, {}}, "number of leaves of the node, a power of two");
    add_variable(file, node_sums, {hdf5::Element::float64, {node, sum}, {}, deflate_level},
                 "sums over the replications of the node, in an order that only kamsim knows");
    std::vector<std::int32_t> first;
    std::vector<std::int32_t> count;
    for (std::size_t k = 0; k < nodes.size(); ++k) {
        first.push_back(static_cast<std::int32_t>(nodes[k].leaves.first));
        count.push_back(static_cast<std::int32_t>(nodes[k].leaves.count()));
        const std::array<hsize_t, 2> offset{k, 0};
        const std::array<hsize_t, 2> extent{1, numbers};
        file.write(node_sums, nodes[k].sums, offset, extent);
    }
    file.write(node_first_leaf, first);
    file.write(node_leaves, count);
}

/// Most bins are empty, so those that are not are listed.
void write_bin_counts(hdf5::File& file, const std::vector<std::uint32_t>& counts, unsigned deflate_level)
{
    std::vector<std::int32_t> numbers;
    std::vector<std::int32_t> used;
    for (std::size_t bin = 0; bin < counts.size(); ++bin) {
        if (counts[bin] > 0) {
            numbers.push_back(static_cast<std::int32_t>(bin));
            used.push_back(static_cast<std::int32_t>(counts[bin]));
        }
    }
    file.add_bare_dimension(all_bins, counts.size());
    file.add_bare_dimension(used_bin, used.size());
    add_variable(file, bin_number, {hdf5::Element::int32, {used_bin}, {}, deflate_level},
                 "number of a bin that is not empty, among the bins of all measures");
    add_variable(file, bin_count, {hdf5::Element::int32, {used_bin}, {}, deflate_level},
                 "replications in the bin; quantiles are taken from them");
    file.write(bin_number, numbers);
    file.write(bin_count, used);
}

std::vector<std::uint32_t> read_bin_counts(const hdf5::InputFile& file)
{
    const auto numbers = file.counts(bin_number);
    const auto used = file.counts(bin_count);
    std::vector<std::uint32_t> counts(file.shape(all_bins).at(0));
    if (numbers.size() != used.size()) {
        throw Damage("there are not as many counts of bins as numbers of them");
    }
    for (std::size_t k = 0; k < numbers.size(); ++k) {
        if (numbers[k] >= counts.size()) {
            throw Damage(fmt::format("there is no bin {}", numbers[k]));
        }
        counts[numbers[k]] = used[k];
    }
    return counts;
}

void write_records(hdf5::File& file, const Experiment& experiment, const PartContent& content, RecordedDetail detail)
{
    const auto alternatives = static_cast<hsize_t>(experiment.alternatives.size());
    add_declared(file, ledger_declaration(), experiment.currency, {}, 0);
    for (const auto& [name, array] : records_arrays) {
        add_declared(file, declaration_of(name), experiment.currency, {}, 0);
    }
    if (holds_accounts(detail)) {
        add_account_records(file, experiment, 0, 0);
    }
    content.records([&](std::int64_t first_replication, const ReplicationRecords& records) {
        const auto offset = static_cast<hsize_t>(first_replication - content.first_replication);
        const auto extent = static_cast<hsize_t>(records.replications);
        const std::array<hsize_t, 3> ledger_offset{0, offset, 0};
        const std::array<hsize_t, 3> ledger_extent{alternatives, extent, ledger_line_count};
        file.write(ledger_declaration().name, records.ledger, ledger_offset, ledger_extent);
        const std::array<hsize_t, 2> row_offset{0, offset};
        const std::array<hsize_t, 2> row_extent{alternatives, extent};
        for (const auto& [name, array] : records_arrays) {
            file.write(name, records.*array, row_offset, row_extent);
        }
        if (holds_accounts(detail)) {
            write_account_records(file, experiment, first_replication - content.first_replication, records.replications,
                                  records.accounts);
        }
    });
}

constexpr std::array<const char*, 3> detail_names{"ledgers", "accounts", "paths"};

RecordedDetail detail_named(const std::string& name)
{
    const auto found = std::find(detail_names.begin(), detail_names.end(), name);
    if (found == detail_names.end()) {
        throw Damage(fmt::format("there is no detail \"{}\"", name));
    }
    return static_cast<RecordedDetail>(std::distance(detail_names.begin(), found));
}

} // namespace

void write_sums(hdf5::File& file, const PartSums& sums, unsigned deflate_level)
{
    file.add_group(group);
    write_nodes(file, sums.nodes, deflate_level);
    write_bin_counts(file, sums.bin_counts, deflate_level);
}

void write_part_file(const std::filesystem::path& path, const Scenario& scenario, const RunPlan& plan,
                     const PartContent& content)
{
    const hdf5::QuietErrors quiet;
    hdf5::File file(path);
    write_provenance(file, scenario, part_format_name);
    file.add_attribute("planned_first_leaf", plan.leaves.first);
    file.add_attribute("planned_end_leaf", plan.leaves.end);
    file.add_attribute("base_hash", plan.base_hash);
    file.add_attribute("detail", detail_names.at(static_cast<std::size_t>(plan.detail)));
    file.add_attribute("precision", plan.looks ? precision_json(plan.looks->contract) : std::string());
    file.add_attribute("looks", plan.looks ? nlohmann::json(plan.looks->replications).dump() : std::string());
    write_experiment_coordinates(file, scenario.experiment, {content.first_replication, content.replications});
    if (content.replications > 0) {
        write_records(file, scenario.experiment, content, plan.detail);
        write_sums(file, content.sums, 0);
    }
    file.close();
    append_block_hashes(path, DamageNaming::by_bytes);
}

RunPlan read_plan(const StoredFile& file)
{
    RunPlan plan{{file.whole("planned_first_leaf"), file.whole("planned_end_leaf")},
                 file.text("base_hash"),
                 detail_named(file.text("detail")),
                 {}};
    if (const auto contract = file.text("precision"); !contract.empty()) {
        plan.looks = PlannedLooks{precision_of(contract),
                                  nlohmann::json::parse(file.text("looks")).get<std::vector<std::int64_t>>()};
    }
    return plan;
}

PartSums read_sums(const StoredFile& file)
{
    if (!file.hdf5().has_variable(group)) {
        throw Damage(fmt::format("the group {} is missing", group));
    }
    PartSums sums;
    const auto first = file.hdf5().numbers(node_first_leaf);
    const auto count = file.hdf5().numbers(node_leaves);
    const auto shape = file.hdf5().shape(node_sums);
    if (shape.size() != 2 || first.size() != count.size() || shape.front() != first.size() || first.empty()) {
        throw Damage(fmt::format("the variables of the group {} do not fit together", group));
    }
    for (std::size_t k = 0; k < first.size(); ++k) {
        const auto leaf = static_cast<std::int64_t>(first[k]);
        const std::array<hsize_t, 2> offset{k, 0};
        const std::array<hsize_t, 2> extent{1, shape.back()};
        sums.nodes.push_back(
            {{leaf, leaf + static_cast<std::int64_t>(count[k])}, file.hdf5().numbers(node_sums, offset, extent)});
    }
    sums.bin_counts = read_bin_counts(file.hdf5());
    return sums;
}

void read_records(const StoredFile& file, std::int64_t end, const TakeRecords& take)
{
    const auto detail = detail_of(file);
    const auto accounts = static_cast<std::int64_t>(file.length("account"));
    constexpr std::int64_t most_numbers = 65'536; // of one alternative, where accounts are among them
    const std::int64_t piece =
        holds_accounts(detail) ? std::clamp<std::int64_t>(most_numbers / accounts, 1, 4096) : 4096;
    const auto numbers = file.hdf5().numbers("replication");
    const auto first = static_cast<std::int64_t>(numbers.front());
    const auto count = std::min<std::int64_t>(std::ssize(numbers), end - first);
    const auto alternatives = static_cast<hsize_t>(file.length("alternative"));
    for (std::int64_t at = 0; at < count; at += piece) {
        ReplicationRecords records;
        records.replications = std::min(piece, count - at);
        const auto offset = static_cast<hsize_t>(at);
        const auto extent = static_cast<hsize_t>(records.replications);
        const std::array<hsize_t, 3> ledger_offset{0, offset, 0};
        const std::array<hsize_t, 3> ledger_extent{alternatives, extent, ledger_line_count};
        records.ledger = file.hdf5().numbers(ledger_declaration().name, ledger_offset, ledger_extent);
        const std::array<hsize_t, 2> row_offset{0, offset};
        const std::array<hsize_t, 2> row_extent{alternatives, extent};
        for (const auto& [name, array] : records_arrays) {
            records.*array = file.hdf5().numbers(name, row_offset, row_extent);
        }
        if (holds_accounts(detail)) {
            records.accounts = read_account_records(file, at, records.replications);
        }
        take(first + at, records);
    }
}

} // namespace kamsim
