#include "results/account_records.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include <fmt/format.h>

#include "results/path_variables.hpp"

namespace kamsim {

namespace {

/// Numbers of one alternative in a chunk: half a MiB of doubles.
constexpr std::int64_t numbers_per_chunk = 65'536;

using Place = std::array<hsize_t, 3>;

std::int64_t replications_per_chunk(const Experiment& experiment)
{
    const auto accounts = std::max<std::int64_t>(1, std::ssize(experiment.accounts));
    return std::clamp<std::int64_t>(numbers_per_chunk / accounts, 1, experiment.replications);
}

/// Writes one variable after another of some alternatives.
void write_columns(hdf5::File& file, const Place& offset, const Place& count, const double* records)
{
    const auto numbers = static_cast<std::size_t>(count[0] * count[1] * count[2]);
    std::vector<double> column(numbers);
    const auto& declarations = account_record_declarations();
    for (std::size_t detail = 0; detail < declarations.size(); ++detail) {
        for (std::size_t k = 0; k < numbers; ++k) {
            column[k] = records[k * account_detail_count + detail];
        }
        file.write(declarations[detail].name, column, offset, count);
    }
}

} // namespace

const std::vector<VariableDeclaration>& account_record_declarations()
{
    using hdf5::Element;
    static const std::vector<std::string> by_future{"alternative", "replication", "account"};
    static const std::vector<VariableDeclaration> declarations{
        {"account_value", Element::float64, by_future, "money",
         "net present value of the account in the replication, programme cost shared out"},
        {"account_is_customer", Element::int8, by_future, "1", "1 where the account is a customer at the horizon"},
        {"account_last_manager", Element::int32, by_future, "1",
         "number of the manager who holds the account or held it last, -1: it never had one"},
        {"account_loss_period", Element::int32, by_future, "1",
         "period in which the account was lost last, from 0 on, -1: never"},
        {"account_loss_reason", Element::int8, by_future, "1",
         "place in reason of why the account was lost last, from 0 on, -1: never lost"}};
    return declarations;
}

void add_account_records(hdf5::File& file, const Experiment& experiment, std::int64_t chunk_replications,
                         unsigned deflate_level)
{
    std::vector<hsize_t> chunk;
    if (chunk_replications > 0) {
        chunk = {1, static_cast<hsize_t>(chunk_replications), experiment.accounts.size()};
    }
    for (const auto& declaration : account_record_declarations()) {
        add_declared(file, declaration, experiment.currency, chunk, deflate_level);
    }
}

void write_account_records(hdf5::File& file, const Experiment& experiment, std::int64_t offset,
                           std::int64_t replications, const std::vector<double>& accounts)
{
    const Place count{experiment.alternatives.size(), static_cast<hsize_t>(replications), experiment.accounts.size()};
    write_columns(file, {0, static_cast<hsize_t>(offset), 0}, count, accounts.data());
}

RecordedDetail detail_of(const StoredFile& file)
{
    if (holds_paths(file.hdf5())) {
        return RecordedDetail::paths;
    }
    const bool has_accounts = file.hdf5().has_variable(account_record_declarations().front().name);
    return has_accounts ? RecordedDetail::accounts : RecordedDetail::ledgers;
}

std::vector<double> read_account_records(const StoredFile& file, std::int64_t offset, std::int64_t replications)
{
    const Place from{0, static_cast<hsize_t>(offset), 0};
    const Place count{file.length("alternative"), static_cast<hsize_t>(replications), file.length("account")};
    std::vector<double> records(static_cast<std::size_t>(count[0] * count[1] * count[2]) * account_detail_count);
    const auto& declarations = account_record_declarations();
    for (std::size_t detail = 0; detail < declarations.size(); ++detail) {
        const auto column = file.hdf5().numbers(declarations[detail].name, from, count);
        for (std::size_t k = 0; k < column.size(); ++k) {
            records[k * account_detail_count + detail] = column[k];
        }
    }
    return records;
}

AccountRecordsWriter::AccountRecordsWriter(hdf5::File& file, const Experiment& experiment)
    : file_(file), experiment_(experiment), per_replication_(experiment.accounts.size() * account_detail_count),
      chunk_replications_(replications_per_chunk(experiment)), held_(experiment.alternatives.size())
{
    add_account_records(file, experiment, chunk_replications_, hdf5::Shape{}.deflate_level);
}

void AccountRecordsWriter::append(const ReplicationRecords& records)
{
    const auto count = static_cast<std::size_t>(records.replications);
    if (records.accounts.size() != held_.size() * count * per_replication_) {
        throw std::invalid_argument(fmt::format("{} replications of {} alternatives have {} numbers of accounts",
                                                records.replications, held_.size(), records.accounts.size()));
    }
    const std::size_t chunk = static_cast<std::size_t>(chunk_replications_) * per_replication_;
    for (std::size_t first = 0; first < count * per_replication_;) {
        const std::size_t taken = std::min(count * per_replication_ - first, chunk - held_.front().size());
        for (std::size_t alternative = 0; alternative < held_.size(); ++alternative) {
            const auto from =
                records.accounts.begin() + static_cast<std::ptrdiff_t>(alternative * count * per_replication_ + first);
            held_[alternative].insert(held_[alternative].end(), from, from + static_cast<std::ptrdiff_t>(taken));
        }
        first += taken;
        if (held_.front().size() == chunk) {
            flush();
        }
    }
}

void AccountRecordsWriter::flush()
{
    const auto replications = static_cast<std::int64_t>(held_.front().size() / per_replication_);
    if (replications == 0) {
        return;
    }
    const Place count{1, static_cast<hsize_t>(replications), experiment_.accounts.size()};
    for (std::size_t alternative = 0; alternative < held_.size(); ++alternative) {
        write_columns(file_, {alternative, static_cast<hsize_t>(written_), 0}, count, held_[alternative].data());
        held_[alternative].clear();
    }
    written_ += replications;
}

} // namespace kamsim
