#include "scenario/csv_parser.hpp"

#include <algorithm>
#include <new>
#include <utility>

namespace kamsim {

CsvParser::CsvParser(char delimiter)
{
    if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        throw std::bad_alloc();
    }
    csv_set_delim(&parser_, static_cast<unsigned char>(delimiter));
}

bool CsvParser::feed(std::string_view text)
{
    const auto take_field = [](void* field, std::size_t length, void* self) {
        static_cast<CsvParser*>(self)->fields_.emplace_back(static_cast<const char*>(field), length);
    };
    const auto end_record = [](int, void* self) {
        auto& parser = *static_cast<CsvParser*>(self);
        parser.records_.push_back(std::exchange(parser.fields_, {}));
    };
    // Without text this is the end of the file.
    return text.empty() ? csv_fini(&parser_, take_field, end_record, this) == 0
                        : csv_parse(&parser_, text.data(), text.size(), take_field, end_record, this) == text.size();
}

bool CsvParser::finish()
{
    return feed({});
}

std::vector<CsvParser::Record> CsvParser::take_records()
{
    return std::exchange(records_, {});
}

std::string_view take_line(std::string_view& text)
{
    std::size_t length = std::min(text.find_first_of("\r\n"), text.size());
    if (length < text.size()) {
        length += text.substr(length).starts_with("\r\n") ? std::size_t{2} : std::size_t{1};
    }
    const std::string_view line = text.substr(0, length);
    text.remove_prefix(length);
    return line;
}

bool is_blank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

} // namespace kamsim
