#include "kamsim/report/status_text.hpp"

#include <cmath>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/report/duration_text.hpp"

namespace kamsim {

namespace {

std::string_view word(WorkKind kind)
{
    switch (kind) {
    case WorkKind::run: return "run";
    case WorkKind::sweep: return "sweep";
    case WorkKind::study: return "study";
    }
    return "";
}

std::string_view items(WorkKind kind)
{
    return kind == WorkKind::run ? "futures" : "points";
}

std::string_view workers_text(FolderHolders holders)
{
    switch (holders) {
    case FolderHolders::nobody: return "nobody works on it";
    case FolderHolders::one: return "a process works on it";
    case FolderHolders::several_may: return "processes that share it work on it";
    }
    return "";
}

std::string_view workers_word(FolderHolders holders)
{
    switch (holders) {
    case FolderHolders::nobody: return "none";
    case FolderHolders::one: return "one";
    case FolderHolders::several_may: return "sharing";
    }
    return "";
}

std::string count_text(double count)
{
    return grouped(std::floor(count), 0);
}

std::string line(std::string_view label, const std::string& text)
{
    return fmt::format("  {:<12} {}\n", label, text);
}

std::string done_text(const WorkStatus& status)
{
    const double share = status.all > 0.0 ? status.done / status.all : 1.0;
    return fmt::format("{} of {}{} {} ({}), in {} {} of {:.3g} MB", count_text(status.done),
                       status.may_end_earlier ? "at most " : "", count_text(status.all), items(status.kind),
                       percent_text(share), grouped(static_cast<double>(status.shards), 0),
                       status.shards == 1 ? "shard" : "shards", static_cast<double>(status.bytes) / 1e6);
}

std::string rate_text(const WorkStatus& status)
{
    const auto left = status.seconds_left ? fmt::format(", {}{} left", status.may_end_earlier ? "at most " : "about ",
                                                        duration_text(*status.seconds_left))
                                          : std::string();
    return fmt::format("{} {} a second{}", grouped(*status.rate, *status.rate < 10.0 ? 2 : 0), items(status.kind),
                       left);
}

std::string failures_text(const WorkStatus& status)
{
    std::string text;
    if (status.failed > 0) {
        text += line("failed", fmt::format("{} {}", status.failed, status.failed == 1 ? "point" : "points"));
    }
    if (status.damaged > 0) {
        text += line("damaged", fmt::format("{} {} put aside; what was in them is simulated again", status.damaged,
                                            status.damaged == 1 ? "shard" : "shards"));
    }
    return text;
}

nlohmann::ordered_json number(const std::optional<double>& value)
{
    return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
}

} // namespace

std::string status_text(const WorkStatus& status, const std::string& name)
{
    if (status.is_finished) {
        return fmt::format("{}: a finished {}\n", name, word(status.kind))
               + line("done", fmt::format("{} {}", count_text(status.all), items(status.kind))) + failures_text(status);
    }
    auto text = fmt::format("{}: an unfinished {}; {}\n", name, word(status.kind), workers_text(status.holders));
    text += line("done", done_text(status));
    if (status.idle_seconds) {
        text += line("last shard", duration_text(*status.idle_seconds) + " ago");
    }
    if (status.rate) {
        text += line("rate", rate_text(status));
    }
    return text + failures_text(status);
}

std::string status_json(const WorkStatus& status)
{
    nlohmann::ordered_json json;
    json["file"] = status.file.string();
    json["kind"] = word(status.kind);
    json["finished"] = status.is_finished;
    json["counted"] = items(status.kind);
    json["done"] = status.done;
    json["all"] = status.all;
    json["may_end_earlier"] = status.may_end_earlier;
    json["workers"] = workers_word(status.holders);
    json["shards"] = status.shards;
    json["bytes"] = status.bytes;
    json["seconds_since_last_shard"] = number(status.idle_seconds);
    json["rate_per_second"] = number(status.rate);
    json["seconds_left"] = number(status.seconds_left);
    json["failed_points"] = status.failed;
    json["damaged_shards"] = status.damaged;
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

} // namespace kamsim
