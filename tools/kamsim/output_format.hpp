#pragma once

#include <cstdint>

#include "kamsim/command_line.hpp"

namespace kamsim::program {

/// For people, for spreadsheets, for programs.
enum class OutputFormat : std::uint8_t { table, csv, json };

inline constexpr OptionDeclaration format_option{"format", "FORMAT", "table (default), csv or json"};

/// What --format asks for.
/// @throws UsageError where it names no format
[[nodiscard]] inline OutputFormat output_format(const CommandLine& line)
{
    return static_cast<OutputFormat>(line.choice("format", {"table", "csv", "json"}).value_or(0));
}

} // namespace kamsim::program
