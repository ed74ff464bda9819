#include "scenario/stakeholder_reader.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "kamsim/scenario/nearest_name.hpp"

namespace kamsim {

namespace {

constexpr std::array<std::string_view, 2> required_columns{"account", "person"};
constexpr std::array<std::string_view, 3> numbers{"power", "attitude", "access"};

constexpr NumberRange attitude_range{-1.0, 1.0, "between -1 (against us) and 1 (for us)"};
constexpr double access_of_contact = 1.0;
constexpr double access_of_others = 0.3;

struct PowerWord {
    std::string_view word;
    double power;
};
constexpr std::array<PowerWord, 3> power_words{{{"high", 3.0}, {"medium", 2.0}, {"low", 1.0}}};

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Reads one row after the other of the file of stakeholders.
class PersonReader {
public:
    PersonReader(const MappedCsv& columns, Diagnostics& diagnostics) : columns_(&columns), diagnostics_(&diagnostics) {}

    [[nodiscard]] std::optional<Cell> cell(std::size_t row, std::string_view column) const
    {
        return columns_->cell(row, column);
    }
    /// A text; what stands for nothing is no person.
    [[nodiscard]] std::string text(std::size_t row, std::string_view column) const
    {
        const std::optional<Cell> found = cell(row, column);
        return found ? std::string(found->text) : std::string();
    }
    [[nodiscard]] Stakeholder read(std::size_t row) const;

private:
    [[nodiscard]] double power(std::size_t row) const;
    [[nodiscard]] double number(std::size_t row, std::string_view column, const NumberRange& range,
                                double otherwise) const;
    [[nodiscard]] std::vector<Stakeholder::Influence> influences(std::size_t row) const;

    const MappedCsv* columns_;
    Diagnostics* diagnostics_;
};

Stakeholder PersonReader::read(std::size_t row) const
{
    Stakeholder person;
    person.person = columns_->text(row, "person");
    person.role = text(row, "role");
    person.power = power(row);
    person.attitude = number(row, "attitude", attitude_range, 0.0);
    person.reports_to = text(row, "reports_to");
    person.influenced_by = influences(row);
    if (const std::optional<Cell> flag = cell(row, "contact")) {
        person.contact = parse_flag(*flag, *diagnostics_).value_or(false);
    }
    person.access = number(row, "access", unit_interval, person.contact ? access_of_contact : access_of_others);
    return person;
}

double PersonReader::power(std::size_t row) const
{
    const std::optional<Cell> found = cell(row, "power");
    for (const PowerWord& named : power_words) {
        if (found && found->text == named.word) {
            return named.power;
        }
    }
    return number(row, "power", non_negative_number, 1.0);
}

double PersonReader::number(std::size_t row, std::string_view column, const NumberRange& range, double otherwise) const
{
    const std::optional<Cell> found = cell(row, column);
    return found ? parse_number(*found, range, *diagnostics_).value_or(otherwise) : otherwise;
}

/// "adviser:2.0; cfo" : a weight that is not given is 1.
std::vector<Stakeholder::Influence> PersonReader::influences(std::size_t row) const
{
    std::vector<Stakeholder::Influence> lines;
    const std::optional<Cell> found = cell(row, "influenced_by");
    std::string_view rest = found ? found->text : std::string_view();
    while (!trimmed(rest).empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        const std::string_view part = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t colon = part.rfind(':');
        const Cell weight{colon == std::string_view::npos ? "1" : trimmed(part.substr(colon + 1)), found->column,
                          found->position, colon == std::string_view::npos ? DecimalMark::point : found->decimal_mark};
        const std::string_view person = trimmed(part.substr(0, colon));
        if (person.empty()) {
            report(*found, fmt::format("\"{}\" names nobody; write person:weight, separated by ;", part),
                   *diagnostics_);
            continue;
        }
        if (const auto number = parse_number(weight, positive_number, *diagnostics_)) {
            lines.push_back({std::string(person), *number});
        }
    }
    return lines;
}

/// People of one account with the rows that they come from.
struct Group {
    RawAccount* account = nullptr;
    std::vector<std::size_t> rows;
};

void check_lines(const Group& group, const PersonReader& reader, Diagnostics& diagnostics)
{
    std::vector<std::string> names;
    for (const Stakeholder& person : group.account->account.stakeholders) {
        names.push_back(person.person);
    }
    const auto check = [&](std::size_t i, std::string_view column, const std::string& name) {
        const Cell cell = *reader.cell(group.rows[i], column);
        if (name == names[i]) {
            report(cell, fmt::format("\"{}\" names the person itself", name), diagnostics);
        } else if (std::find(names.begin(), names.end(), name) == names.end()) {
            report(cell,
                   fmt::format("account \"{}\" has no person \"{}\"{}", group.account->account.id, name,
                               did_you_mean(name, names)),
                   diagnostics);
        }
    };
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Stakeholder& person = group.account->account.stakeholders[i];
        if (!person.reports_to.empty()) {
            check(i, "reports_to", person.reports_to);
        }
        for (const Stakeholder::Influence& influence : person.influenced_by) {
            check(i, "influenced_by", influence.person);
        }
    }
}

void add_person(const MappedCsv& columns, std::size_t row, Group& group, Stakeholder person, Diagnostics& diagnostics)
{
    std::vector<Stakeholder>& people = group.account->account.stakeholders;
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (people[i].person == person.person) {
            columns.report_at(row, "person",
                              fmt::format("\"{}\" of account \"{}\" stands on line {} already", person.person,
                                          group.account->account.id, columns.csv().line(group.rows[i])),
                              diagnostics);
            return;
        }
    }
    if (people.empty()) {
        group.account->stakeholder_position = columns.position(row);
    }
    people.push_back(std::move(person));
    group.rows.push_back(row);
}

} // namespace

std::vector<std::string> known_stakeholder_columns()
{
    return {"account", "person", "role", "power", "attitude", "reports_to", "influenced_by", "access", "contact"};
}

void read_stakeholders(MappedCsv& columns, std::vector<RawAccount>& accounts, Reading& reading)
{
    if (!has_columns(columns, required_columns, "portfolio.stakeholders", reading.diagnostics)) {
        return;
    }
    columns.csv().settle_decimal_mark(columns.file_columns(numbers), reading.diagnostics);
    std::map<std::string, Group> groups;
    std::vector<std::string> ids;
    for (RawAccount& account : accounts) {
        groups[account.account.id].account = &account;
        ids.push_back(account.account.id);
    }
    const PersonReader reader(columns, reading.diagnostics);
    for (std::size_t row = 0; row < columns.csv().rows(); ++row) {
        const std::string id = columns.text(row, "account");
        const auto group = groups.find(id);
        Stakeholder person = reader.read(row);
        if (group == groups.end()) {
            columns.report_at(row, "account", fmt::format("there is no account \"{}\"{}", id, did_you_mean(id, ids)),
                              reading.diagnostics);
        } else if (person.person.empty()) {
            columns.report_at(row, "person", "is empty; every person needs a name or a role", reading.diagnostics);
        } else {
            add_person(columns, row, group->second, std::move(person), reading.diagnostics);
        }
    }
    for (const auto& [id, group] : groups) {
        check_lines(group, reader, reading.diagnostics);
    }
    if (const std::string ignored = ignored_columns_sentence(columns); !ignored.empty()) {
        reading.assumptions.push_back(ignored);
    }
}

} // namespace kamsim
