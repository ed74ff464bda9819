#include <algorithm>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "kamsim/report/replay_text.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "report/event_words.hpp"
#include "report/story_paragraphs.hpp"
#include "report/text_layout.hpp"
#include "support/experiments.hpp"

namespace kamsim {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A run and one of its futures.
struct Told {
    Experiment experiment;
    Outcome outcome;
    Replay replay_of_all;
};

Told told(std::int64_t replication)
{
    Told result{small_experiment(), {}, {}};
    result.experiment.replications = 40;
    result.outcome = simulate(result.experiment);
    std::vector<int> all(result.experiment.alternatives.size());
    std::iota(all.begin(), all.end(), 0);
    result.replay_of_all = replay(result.experiment, replication, all);
    return result;
}

void expect_narrow(const std::string& text)
{
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        EXPECT_LE(display_width(line), terminal_width) << line;
    }
}

TEST(ReplayText, IsNoWiderThanATerminal)
{
    for (const std::int64_t replication : {0, 7, 23}) {
        const Told future = told(replication);
        const auto& [experiment, outcome, all] = future;
        expect_narrow(replay_header(experiment, outcome, all, "the best for matrix against centralized"));
        expect_narrow(replay_summary(experiment, outcome, all, 2));
        for (const AlternativeReplay& one : all.alternatives) {
            expect_narrow(replay_story(experiment, one, StoryLength::whole()));
            expect_narrow(replay_ledger(experiment, outcome, one));
            expect_narrow(account_story(experiment, outcome, one, 3));
            expect_narrow(replay_difference_text(experiment, one, all.alternatives[0], StoryLength::whole()));
        }
    }
}

TEST(ReplayText, AWholeStoryTellsEveryLossAndALongOneIsBounded)
{
    const Told future = told(3);
    const AlternativeReplay& one = future.replay_of_all.alternatives[2];
    const auto paragraphs = story_paragraphs(future.experiment, one);
    const auto lost = std::count_if(one.events.begin(), one.events.end(),
                                    [](const Event& event) { return event.kind == EventKind::lost; });
    EXPECT_GT(lost, 0);
    EXPECT_EQ(std::count_if(paragraphs.begin(), paragraphs.end(),
                            [](const Paragraph& paragraph) { return paragraph.is_bad && paragraph.account >= 0; }),
              lost);
    EXPECT_THAT(replay_story(future.experiment, one, StoryLength::whole()), Not(HasSubstr("--all")));
    EXPECT_THAT(replay_story(future.experiment, one, {3, 3}), HasSubstr("Told are the 3 moments"));
}

TEST(ReplayText, KeepsTheMomentsWithTheMostAtStakeInTheirOrder)
{
    std::vector<Paragraph> paragraphs{{0, 1, 5.0, false, "a"},
                                      {0, -1, 0.0, false, "b"},
                                      {1, 2, 9.0, false, "c"},
                                      {2, 3, 5.0, false, "d"},
                                      {3, 4, 7.0, false, "e"}};
    EXPECT_EQ(keep_most_telling(paragraphs, 3), 1U);
    std::string left;
    for (const Paragraph& paragraph : paragraphs) {
        left += paragraph.text;
    }
    EXPECT_EQ(left, "abce");
    EXPECT_EQ(keep_most_telling(paragraphs, 3), 0U);
    EXPECT_EQ(keep_most_telling(paragraphs, 0), 3U);
    ASSERT_EQ(paragraphs.size(), 1U);
    EXPECT_EQ(paragraphs.front().text, "b");
}

TEST(ReplayText, SaysWhatHappened)
{
    Experiment experiment = small_experiment();
    AlternativeReplay one{};
    Event event;
    event.account = 0;
    event.kind = EventKind::service_failed;
    event.count = 2.0;
    event.satisfaction = -0.28;
    event.relationship = -0.004;
    EXPECT_EQ(event_words(experiment, one, event), "service fails it twice (satisfaction -0.28)");
    event = {};
    event.kind = EventKind::lost;
    event.revenue = 3700.0;
    event.chance = 0.23;
    event.reason = LossReason::tender;
    EXPECT_EQ(event_words(experiment, one, event), "is lost: 3.7 M a year, with a chance of 23 %: in a tender");
    event.kind = EventKind::rescued;
    event.chance_without_rescue = 0.4;
    EXPECT_EQ(event_words(experiment, one, event), "the rescue keeps it: without, it would have left (chance 40 %)");
    EXPECT_EQ(period_words(experiment, 6), "year 2, Q3");
}

TEST(ReplayText, NamesAManagerWhoStandsTodayUntilHeLeaves)
{
    Experiment experiment = small_experiment();
    experiment.today.managers = {{"M. Sample", {}}};
    AlternativeReplay one{};
    Event left;
    left.kind = EventKind::manager_left;
    left.manager = 0;
    left.period = 4;
    one.events.push_back(left);
    EXPECT_EQ(manager_words(experiment, one, 0, 4), "M. Sample");
    EXPECT_EQ(manager_words(experiment, one, 0, 5), "manager 1");
    EXPECT_EQ(manager_words(experiment, one, 1, 0), "manager 2");
}

TEST(ReplayText, EscapesControlCharactersInNames)
{
    Experiment experiment = small_experiment();
    experiment.accounts.front().name = "Sample\x1b[31m";
    EXPECT_EQ(account_words(experiment, 0).find('\x1b'), std::string::npos);
}

TEST(ReplayText, JsonHasValuesLedgerAndEvents)
{
    const Told future = told(5);
    const auto json = nlohmann::json::parse(replay_json(future.experiment, future.replay_of_all, std::nullopt));
    EXPECT_EQ(json.at("replication"), 5);
    const auto& matrix = json.at("alternatives").at(2);
    const AlternativeReplay& one = future.replay_of_all.alternatives[2];
    EXPECT_EQ(matrix.at("value").get<double>(), one.value);
    EXPECT_EQ(matrix.at("events").size(), one.events.size());
    EXPECT_EQ(matrix.at("account_value").size(), future.experiment.accounts.size());
    const auto account = nlohmann::json::parse(replay_json(future.experiment, future.replay_of_all, 1));
    const auto& path = account.at("alternatives").at(2).at("path");
    EXPECT_EQ(path.at("revenue").at(3).get<double>(), one.path(PathQuantity::revenue, 1, 3));
    EXPECT_EQ(account.at("alternatives").at(2).at("account_value").size(), 1U);
}

} // namespace
} // namespace kamsim
