#include "scenario/account_money.hpp"

#include <fmt/format.h>

namespace kamsim {

std::optional<double> AccountMoney::converted(std::size_t row, const Cell& cell, const WrittenNumber& written,
                                              bool has_unit)
{
    const double amount = has_unit ? written.value : written.value * format_->scale;
    const std::string code = code_of(row, written);
    if (code.empty()) {
        return amount;
    }
    if (!format_->converts) {
        require_one_currency(cell, code);
        return amount;
    }
    const auto rate = format_->exchange_rates.find(code);
    if (rate == format_->exchange_rates.end()) {
        report(
            cell,
            fmt::format("is in \"{0}\", which has no rate; state under [portfolio.exchange_rates] what one {0} is in "
                        "{1}: {0} = ...",
                        code, currency_code(format_->currency)),
            *diagnostics_);
        return std::nullopt;
    }
    return amount * rate->second;
}

std::string AccountMoney::code_of(std::size_t row, const WrittenNumber& written) const
{
    const std::optional<Cell> code = columns_->cell(row, currency_column);
    return code ? std::string(code->text) : written.currency;
}

void AccountMoney::require_one_currency(const Cell& cell, const std::string& code)
{
    if (!first_) {
        first_ = cell;
        first_code_ = code;
    } else if (code != first_code_) {
        report(
            cell,
            fmt::format("is in \"{}\", and line {} in \"{}\"; state under [portfolio.exchange_rates] what one of each "
                        "is in {}",
                        code, first_->position.line, first_code_, currency_code(format_->currency)),
            *diagnostics_);
    }
}

} // namespace kamsim
