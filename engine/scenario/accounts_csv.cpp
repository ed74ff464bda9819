#include <fmt/format.h>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/scenario/policy_names.hpp"
#include "kamsim/scenario/synthetic_portfolio.hpp"

namespace kamsim {

namespace {

/// In quotes where the text needs them (RFC 4180).
std::string field(std::string_view text)
{
    const bool needs_quotes =
        text.find_first_of(",\"\r\n") != std::string_view::npos || text.starts_with(' ') || text.ends_with(' ');
    if (!needs_quotes) {
        return std::string(text);
    }
    std::string quoted = "\"";
    for (const char letter : text) {
        quoted += letter == '"' ? "\"\"" : std::string(1, letter);
    }
    return quoted + "\"";
}

std::string header()
{
    std::string line;
    for (const TextColumnDeclaration& column : text_columns) {
        line += fmt::format("{},", column.name);
    }
    line += status_column;
    for (const NumberColumnDeclaration& column : number_columns) {
        line += fmt::format(",{}", column.name);
    }
    for (const FlagColumnDeclaration& column : flag_columns) {
        line += fmt::format(",{}", column.name);
    }
    return line + "\n";
}

} // namespace

std::string accounts_csv(std::span<const Account> accounts)
{
    std::string csv = header();
    for (const Account& account : accounts) {
        for (const TextColumnDeclaration& column : text_columns) {
            csv += field(account.*column.member) + ",";
        }
        csv += name_in(account_status_names, account.status);
        for (const NumberColumnDeclaration& column : number_columns) {
            csv += fmt::format(",{}", account.*column.member);
        }
        for (const FlagColumnDeclaration& column : flag_columns) {
            csv += account.*column.member ? ",1" : ",0";
        }
        csv += "\n";
    }
    return csv;
}

} // namespace kamsim
