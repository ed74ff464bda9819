#include "scenario/number_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace kamsim {

namespace {

struct Replacement {
    std::string_view from;
    std::string_view to;
};

/// Letters of the same meaning: spaces that do not break, typographic apostrophes and minus signs.
constexpr std::array<Replacement, 6> same_meaning{
    {{"\u00A0", " "}, {"\u202F", " "}, {"\u2009", " "}, {"\u2019", "'"}, {"\u2212", "-"}, {"\u2007", " "}}};

constexpr std::array<Replacement, 11> currency_signs{{{"US$", "USD"},
                                                      {"€", "EUR"},
                                                      {"$", "USD"},
                                                      {"£", "GBP"},
                                                      {"¥", "JPY"},
                                                      {"₹", "INR"},
                                                      {"zł", "PLN"},
                                                      {"Kč", "CZK"},
                                                      {"SFr.", "CHF"},
                                                      {"Fr.", "CHF"},
                                                      {"kr", "kr"}}};

bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

std::string plain_letters(std::string_view text)
{
    std::string plain(text);
    for (const Replacement& replacement : same_meaning) {
        for (std::size_t at = plain.find(replacement.from); at != std::string::npos;
             at = plain.find(replacement.from, at)) {
            plain.replace(at, replacement.from.size(), replacement.to);
        }
    }
    return plain;
}

void trim(std::string_view& text)
{
    while (text.starts_with(' ') || text.starts_with('\t')) {
        text.remove_prefix(1);
    }
    while (text.ends_with(' ') || text.ends_with('\t')) {
        text.remove_suffix(1);
    }
}

bool is_code(std::string_view text)
{
    return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// The digits and marks of a number, and what stood around them.
struct Bare {
    std::string_view body;
    bool is_negative = false;
    bool is_percentage = false;
    std::string currency;
};

bool take_currency_before(Bare& bare)
{
    for (const Replacement& sign : currency_signs) {
        if (bare.body.starts_with(sign.from)) {
            bare.currency = sign.to;
            bare.body.remove_prefix(sign.from.size());
            return true;
        }
    }
    if (is_code(bare.body.substr(0, 3))) {
        bare.currency = bare.body.substr(0, 3);
        bare.body.remove_prefix(3);
        return true;
    }
    return false;
}

bool take_currency_behind(Bare& bare)
{
    for (const Replacement& sign : currency_signs) {
        if (bare.body.ends_with(sign.from)) {
            bare.currency = sign.to;
            bare.body.remove_suffix(sign.from.size());
            return true;
        }
    }
    if (bare.body.size() > 3 && is_code(bare.body.substr(bare.body.size() - 3))) {
        bare.currency = bare.body.substr(bare.body.size() - 3);
        bare.body.remove_suffix(3);
        return true;
    }
    return false;
}

bool take_sign(Bare& bare)
{
    if (bare.is_negative || bare.body.empty()) {
        return false;
    }
    if (bare.body.starts_with('-') || bare.body.starts_with('+')) {
        bare.is_negative = bare.body.front() == '-';
        bare.body.remove_prefix(1);
        return true;
    }
    // Book-keeping programs put the minus behind, and accountants put parentheses.
    if (bare.body.ends_with('-')) {
        bare.is_negative = true;
        bare.body.remove_suffix(1);
        return true;
    }
    if (bare.body.starts_with('(') && bare.body.ends_with(')')) {
        bare.is_negative = true;
        bare.body.remove_prefix(1);
        bare.body.remove_suffix(1);
        return true;
    }
    return false;
}

bool take_percent_sign(Bare& bare)
{
    if (bare.is_percentage || !bare.body.ends_with('%')) {
        return false;
    }
    bare.is_percentage = true;
    bare.body.remove_suffix(1);
    return true;
}

Bare bare_number(std::string_view text)
{
    Bare bare;
    bare.body = text;
    bool is_changed = true;
    while (is_changed) {
        trim(bare.body);
        is_changed = take_sign(bare) || take_percent_sign(bare)
                     || (bare.currency.empty() && (take_currency_before(bare) || take_currency_behind(bare)));
    }
    return bare;
}

/// Takes an exponent such as "e+06" off the end.
std::string_view take_exponent(std::string_view& body)
{
    const std::size_t at = body.find_first_of("eE");
    if (at == std::string_view::npos) {
        return {};
    }
    const std::string_view exponent = body.substr(at);
    body = body.substr(0, at);
    return exponent;
}

/// Whole part: plain digits, or groups of three that one kind of separator sets apart.
std::optional<std::string> joined_digits(std::string_view whole, char other_mark)
{
    const std::size_t at = std::min({whole.find(' '), whole.find('\''), whole.find(other_mark), whole.size()});
    if (at == whole.size()) {
        return std::string(whole);
    }
    if (at == 0 || at > 3 || (whole.size() - at) % 4 != 0) {
        return std::nullopt;
    }
    std::string digits(whole.substr(0, at));
    for (std::size_t i = at; i < whole.size(); i += 4) {
        if (whole[i] != whole[at]) {
            return std::nullopt;
        }
        digits += whole.substr(i + 1, 3);
    }
    return digits;
}

std::optional<double> read_digits(std::string_view body, char mark, char other_mark)
{
    const std::string_view exponent = take_exponent(body);
    const std::size_t at = std::min(body.find(mark), body.size());
    std::optional<std::string> digits = joined_digits(body.substr(0, at), other_mark);
    if (!digits) {
        return std::nullopt;
    }
    if (at < body.size()) {
        *digits += "." + std::string(body.substr(at + 1));
    }
    const bool has_digit = std::any_of(digits->begin(), digits->end(), is_digit);
    const bool is_plain = std::all_of(digits->begin(), digits->end(), [](char c) { return is_digit(c) || c == '.'; });
    if (!has_digit || !is_plain || std::count(digits->begin(), digits->end(), '.') > 1) {
        return std::nullopt;
    }
    *digits += exponent.starts_with("e+") || exponent.starts_with("E+") ? "e" + std::string(exponent.substr(2))
                                                                        : std::string(exponent);
    double number = 0.0;
    const char* end = digits->data() + digits->size();
    const auto [rest, error] = std::from_chars(digits->data(), end, number);
    return error == std::errc() && rest == end ? std::optional<double>(number) : std::nullopt;
}

/// NaN and infinities are numbers that no column takes, so that the message is about their value.
std::optional<double> read_word(std::string_view body)
{
    double number = 0.0;
    const auto [rest, error] = std::from_chars(body.data(), body.data() + body.size(), number);
    const bool is_whole = error == std::errc() && rest == body.data() + body.size();
    return is_whole && !std::isfinite(number) ? std::optional<double>(number) : std::nullopt;
}

} // namespace

MarkEvidence decimal_mark_evidence(std::string_view text)
{
    const std::string plain = plain_letters(text);
    const Bare bare = bare_number(plain);
    std::string_view body = bare.body;
    static_cast<void>(take_exponent(body));
    const bool is_number_like = std::any_of(body.begin(), body.end(), is_digit)
                                && body.find_first_not_of("0123456789., '") == std::string_view::npos;
    const std::size_t last = body.find_last_of(".,");
    if (!is_number_like || last == std::string_view::npos) {
        return MarkEvidence::none;
    }
    const bool last_is_point = body[last] == '.';
    const MarkEvidence as_fraction = last_is_point ? MarkEvidence::point : MarkEvidence::comma;
    const MarkEvidence as_thousands = last_is_point ? MarkEvidence::comma : MarkEvidence::point;
    if (std::count(body.begin(), body.end(), body[last]) > 1) {
        return as_thousands;
    }
    const bool has_other_groups = body.substr(0, last).find_first_of("., '") != std::string_view::npos;
    const bool could_be_thousands =
        body.size() - last - 1 == 3 && last >= 1 && last <= 3 && body.front() != '0' && !has_other_groups;
    return could_be_thousands ? MarkEvidence::undecided : as_fraction;
}

std::optional<WrittenNumber> read_written_number(std::string_view text, DecimalMark mark)
{
    const std::string plain = plain_letters(text);
    const Bare bare = bare_number(plain);
    const bool is_comma = mark == DecimalMark::comma;
    std::optional<double> number = read_digits(bare.body, is_comma ? ',' : '.', is_comma ? '.' : ',');
    if (!number) {
        number = read_word(bare.body);
    }
    if (!number) {
        return std::nullopt;
    }
    return WrittenNumber{bare.is_negative ? -*number : *number, bare.is_percentage, bare.currency};
}

} // namespace kamsim
