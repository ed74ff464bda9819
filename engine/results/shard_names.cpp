#include "results/shard_names.hpp"

#include <charconv>
#include <system_error>

#include <fmt/format.h>

namespace kamsim {

namespace {

constexpr std::string_view plan_prefix = "plan-";
constexpr std::string_view suffix = ".h5";

std::optional<std::int64_t> number_in(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

} // namespace

std::string shard_name(std::string_view item, ShardRange range, std::string_view hash)
{
    return fmt::format("{}-{:010}-{:010}-{}{}", item, range.first, range.end - 1, hash, suffix);
}

std::optional<ShardRange> shard_range(std::string_view item, std::string_view name)
{
    constexpr std::size_t digits = 10;
    const auto prefix = std::string(item) + "-";
    const std::size_t hash_at = prefix.size() + 2 * digits + 2;
    if (!name.starts_with(prefix) || !name.ends_with(suffix) || name.size() <= hash_at + suffix.size()) {
        return std::nullopt;
    }
    const auto first = number_in(name.substr(prefix.size(), digits));
    const auto last = number_in(name.substr(prefix.size() + digits + 1, digits));
    return first && last ? std::optional(ShardRange{*first, *last + 1}) : std::nullopt;
}

std::string plan_name(std::string_view hash)
{
    return fmt::format("{}{}{}", plan_prefix, hash, suffix);
}

std::vector<std::filesystem::path> plans_in(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> plans;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        const auto name = entry.path().filename().string();
        if (name.starts_with(plan_prefix) && name.ends_with(suffix)) {
            plans.push_back(entry.path());
        }
    }
    return plans;
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        files.push_back(entry.path());
    }
    return files;
}

} // namespace kamsim
