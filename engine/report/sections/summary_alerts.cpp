#include "report/sections/summary_alerts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/scenario/warnings.hpp"
#include "report/sections/answer_words.hpp"

namespace kamsim::sections {

namespace {

using namespace answer;

class Alerts {
public:
    explicit Alerts(const ReportSource& source)
        : source_(source), style_(source.style), best_(result_of(source, source.best())),
          details_(details_of(source, source.best()))
    {}

    std::vector<Sentence> all()
    {
        of_precision();
        of_knowledge();
        of_risk();
        of_concentration();
        of_inputs();
        return std::move(found_);
    }

private:
    void say(std::string id, std::string text, std::vector<SentenceValue> values = {})
    {
        found_.push_back({"alert." + std::move(id), std::move(text), std::move(values)});
    }

    void of_precision()
    {
        const auto& comparison = source_.comparison();
        const auto& verdict = comparison.verdict;
        if (!verdict.leads.empty() && !verdict.distinguishable && comparison.replications > 1) {
            say("open", "Not settled: at least one other design may have the higher mean.");
        }
        if (comparison.replications < few_futures) {
            say("few_futures",
                fmt::format("Few futures: {} of them; shares and quantiles are coarse below {}.",
                            style_.count(static_cast<double>(comparison.replications)), style_.count(few_futures)),
                {value_of("futures", static_cast<double>(comparison.replications))});
        }
        if (comparison.worlds > 1 && comparison.worlds < few_worlds) {
            say("few_worlds",
                fmt::format("Few worlds: {} of them; what is not known is seen coarsely below {}.",
                            style_.count(static_cast<double>(comparison.worlds)), style_.count(few_worlds)),
                {value_of("worlds", static_cast<double>(comparison.worlds))});
        }
        wide_interval_of_difference();
        if (comparison.precision && !comparison.precision->holds) {
            say("contract", "The precision that the scenario asks for was not reached.");
        }
    }

    void wide_interval_of_difference()
    {
        const auto& verdict = source_.comparison().verdict;
        if (verdict.leads.empty()) {
            return;
        }
        const bool is_baseline = source_.best() == source_.baseline();
        const auto& interval = is_baseline ? verdict.leads.front().interval : best_.difference.interval;
        const double mean = is_baseline ? verdict.leads.front().mean : best_.difference.mean;
        const double half = 0.5 * (interval.high - interval.low);
        if (is_known(interval) && half > wide_interval * std::fabs(mean)) {
            say("wide",
                fmt::format("Wide interval: the mean difference of {} is known to ± {} only.", style_.money(mean),
                            style_.money(half)),
                {value_of("mean", mean), value_of("half_width", half)});
        }
    }

    void of_knowledge()
    {
        const auto& certificate = source_.studies.answer.certificate;
        if (source_.experiment().uncertainty.inputs.empty()) {
            say("certain",
                "The scenario names nothing uncertain: its inputs are taken as given, and the intervals of means "
                "and futures hold nothing of what is not known about them.");
        }
        if (!certificate) {
            return;
        }
        if (certificate->best_over_worlds != certificate->recommended) {
            say("other_over_worlds",
                fmt::format("Over the worlds that are thought possible {} has the higher mean: what is given and what "
                            "is thought possible lead to different choices.",
                            source_.design(certificate->best_over_worlds)));
        }
        const auto& carrying = certificate->assumptions;
        const auto assumed = std::count_if(carrying.begin(), carrying.end(), [](const CarryingAssumption& one) {
            return one.grade == Grade::assumption;
        });
        if (2 * assumed >= std::ssize(carrying) && assumed > 0) {
            say("assumed",
                fmt::format("Assumed evidence: {} of the {} inputs that carry the decision are assumptions without a "
                            "measurement behind them.",
                            assumed, carrying.size()),
                {value_of("assumed", static_cast<double>(assumed)),
                 value_of("carrying", static_cast<double>(carrying.size()))});
        }
    }

    void of_risk()
    {
        const auto& name = best_.name;
        if (details_.below_baseline && details_.below_baseline->share >= high_chance_of_loss) {
            say("loss",
                fmt::format("Chance of a loss: in {} of futures {} is worth less than {}.",
                            style_.percent(details_.below_baseline->share), name, baseline_words(source_)),
                {value_of("share", details_.below_baseline->share)});
        }
        if (details_.share_ruined >= high_chance_of_ruin) {
            say("ruin",
                fmt::format("Chance of ruin: under {} cash falls below zero at some time in {} of futures.", name,
                            style_.percent(details_.share_ruined)),
                {value_of("share", details_.share_ruined)});
        }
        const double ended = 1.0 - best_.programme_survival;
        if (!is_without_programme(source_.experiment(), source_.best()) && ended >= high_chance_of_end) {
            say("abandoned",
                fmt::format("The programme does not last: in {} of futures {} is abandoned before the horizon.",
                            style_.percent(ended), name),
                {value_of("share", ended)});
        }
    }

    void of_concentration()
    {
        constexpr std::array words{"one customer brings more than a tenth of the revenue",
                                   "one customer brings more than a fifth of the revenue",
                                   "one customer brings more than 70 % of the revenue",
                                   "key accounts bring more than three quarters of the revenue"};
        static_assert(words.size() == concentration_flags.size());
        // The gravest limit that is likely to be crossed stands for the milder ones of the same kind.
        for (const std::size_t flag : {std::size_t{2}, std::size_t{1}, std::size_t{0}}) {
            if (details_.share_flagged.at(flag) >= high_chance_of_concentration) {
                say_concentration(words.at(flag), details_.share_flagged.at(flag));
                break;
            }
        }
        if (details_.share_flagged.back() >= high_chance_of_concentration) {
            say_concentration(words.back(), details_.share_flagged.back());
        }
    }

    void say_concentration(const char* what, double share)
    {
        say("concentration",
            fmt::format("Concentration: at the horizon under {} {} in {} of futures.", best_.name, what,
                        style_.percent(share)),
            {value_of("share", share)});
    }

    void of_inputs()
    {
        const auto assumptions = source_.stored().scenario.assumptions.size();
        if (assumptions > 0) {
            say("defaults",
                fmt::format("{} {} stand in for what the input data do not give; section 21 lists them.",
                            assumptions == 1 ? "One default" : style_.count(static_cast<double>(assumptions)),
                            assumptions == 1 ? "has to" : "defaults"),
                {value_of("defaults", static_cast<double>(assumptions))});
        }
        const auto warnings = warnings_of(source_.experiment()).size();
        if (warnings > 0) {
            say("warnings",
                fmt::format("{} of the scenario {} allowed but probably not meant; kamsim check names {}.",
                            warnings == 1 ? "One thing" : style_.count(static_cast<double>(warnings)) + " things",
                            warnings == 1 ? "is" : "are", warnings == 1 ? "it" : "them"),
                {value_of("warnings", static_cast<double>(warnings))});
        }
    }

    const ReportSource& source_;
    const NumberStyle& style_;
    const AlternativeResult& best_;
    const AlternativeDetails& details_;
    std::vector<Sentence> found_;
};

} // namespace

std::vector<Sentence> alerts_of(const ReportSource& source)
{
    return Alerts(source).all();
}

} // namespace kamsim::sections
