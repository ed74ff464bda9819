// The certificate of a decision whose every figure has a closed form: two designs that differ by the cost of their
// setup alone.

#include <cmath>
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "kamsim/decision/certificate.hpp"
#include "kamsim/report/certificate_text.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "support/experiments.hpp"

namespace kamsim {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// The setup of matrix costs 500, that of its rival 520 as given and 300 to 700 for all that is known.
Experiment rival_setup(std::int64_t worlds)
{
    Experiment experiment = small_experiment();
    experiment.structures[2].parameters.rebuild_rate = 0.0; // a rebuild would cost a part of the setup once more
    experiment.structures[2].parameters.setup = 500.0;
    experiment.structures.push_back(experiment.structures[2]);
    experiment.structures.back().name = "rival";
    experiment.structures.back().parameters.setup = 520.0;
    const int rival = static_cast<int>(experiment.structures.size()) - 1;
    auto first = experiment.alternatives[2];
    auto second = first;
    first.name = "matrix";
    second.name = "rival";
    second.plan.front().structure = rival;
    experiment.alternatives = {second, first};
    experiment.baseline = 0;
    experiment.today.structure = 0;
    UncertainInput setup;
    setup.name = "structures.rival.setup";
    setup.target = UncertainTarget::structure_parameter;
    setup.entry = structure_entry("setup");
    setup.structures = {rival};
    setup.distribution = UniformDistribution{300.0, 700.0};
    experiment.uncertainty.inputs = {setup};
    experiment.uncertainty.futures_per_world = 8;
    experiment.replications = worlds * 8;
    return experiment;
}

Certificate certificate_of(const Experiment& experiment, int threads = 0)
{
    SimulationOptions simulation;
    simulation.threads = threads;
    CertificateOptions options;
    options.futures = 16;
    options.worlds = 32;
    options.study.threads = threads;
    return certify(experiment, simulate(experiment, simulation), options).value();
}

CertificateOrigin origin()
{
    return {{{"scenario.toml", "0123"}}, "0.1.0 (abc)", {"kamsim run scenario.toml --out r.h5", "kamsim decide r.h5"}};
}

TEST(Certificate, HasTheClosedFormsOfADecisionOnOneCost)
{
    const Certificate certificate = certificate_of(rival_setup(1024));
    // The lead is even on [-200, 200]: a choice costs E max(0, lead) = 50 on average, and knowing the setup is worth
    // that.
    for (const auto& loss : certificate.information.losses.alternatives) {
        EXPECT_NEAR(loss.mean, 50.0, 0.25); // Sobol worlds; a fault of 1 % would be 0.5
    }
    EXPECT_EQ(certificate.basis, KnowledgeBasis::scenario);
    EXPECT_NEAR(certificate.shares_of_worlds_best[1], 0.5, 0.002);
    ASSERT_EQ(certificate.assumptions.size(), 1U);
    const auto& assumption = certificate.assumptions.front();
    EXPECT_EQ(assumption.input, "structures.rival.setup");
    EXPECT_EQ(assumption.given, 520.0);
    EXPECT_NEAR(assumption.worth.mean, 50.0, 2.0); // a smooth fit rounds the kink of no lead off
    EXPECT_TRUE(assumption.grade.has_value());
    // As given matrix leads, by 20 exactly; below a setup of 500 its rival does.
    EXPECT_EQ(certificate.break_evens.leader, 1);
    EXPECT_NEAR(certificate.break_evens.lead, 20.0, 1e-6);
    const auto& crossings = certificate.break_evens.inputs.at(assumption.searched).crossings;
    ASSERT_EQ(crossings.size(), 1U);
    EXPECT_NEAR(crossings.front().value, 500.0, 0.5);
    EXPECT_EQ(crossings.front().takes_over, 0);
    EXPECT_THAT(assumption.crossings,
                ElementsAre(HasSubstr("matrix leads while structures.rival.setup stays over 500")));
}

TEST(Certificate, TakesTheRangesOfTheEvidenceWhereNothingIsUncertain)
{
    Experiment experiment = small_experiment();
    experiment.replications = 512;
    const Certificate certificate = certificate_of(experiment);
    EXPECT_EQ(certificate.basis, KnowledgeBasis::evidence);
    EXPECT_EQ(certificate.worlds, 32);
    EXPECT_EQ(certificate.futures_per_world, 8);
    EXPECT_EQ(certificate.shared_inputs, CertificateOptions{}.evidence_inputs);
    EXPECT_GT(certificate.candidates, 100U);
    EXPECT_EQ(certificate.assumptions.size(), CertificateOptions{}.assumptions);
    const auto& best = certificate.comparison.alternatives[static_cast<std::size_t>(certificate.recommended)];
    for (const auto& alternative : certificate.comparison.alternatives) {
        EXPECT_LE(alternative.value.mean, best.value.mean);
    }
    EXPECT_LE(certificate.share_interval.low, best.share_of_futures_best);
    EXPECT_GE(certificate.share_interval.high, best.share_of_futures_best);
    EXPECT_THAT(certificate_text(certificate, origin(), Colour::plain),
                HasSubstr("the scenario names nothing uncertain"));
}

TEST(Certificate, ThreadsChangeNothing)
{
    const Experiment experiment = rival_setup(64);
    const auto expected = certificate_json(certificate_of(experiment, 1), origin());
    EXPECT_EQ(certificate_json(certificate_of(experiment, 3), origin()), expected);
    Experiment certain = small_experiment();
    certain.replications = 256;
    EXPECT_EQ(certificate_json(certificate_of(certain, 1), origin()),
              certificate_json(certificate_of(certain, 2), origin()));
}

TEST(Certificate, SaysTheSameInEveryForm)
{
    const Certificate certificate = certificate_of(rival_setup(64));
    const auto text = certificate_text(certificate, origin(), Colour::plain);
    const auto markdown = certificate_markdown(certificate, origin());
    const auto json = nlohmann::json::parse(certificate_json(certificate, origin()));
    const std::string recommended = json["recommended"];
    EXPECT_THAT(text, HasSubstr("Recommended: " + recommended));
    EXPECT_THAT(markdown, HasSubstr("**Recommended: " + recommended));
    EXPECT_THAT(text, HasSubstr("kamsim decide r.h5"));
    EXPECT_THAT(markdown, HasSubstr("kamsim decide r.h5"));
    EXPECT_EQ(json["proof"]["commands"][1], "kamsim decide r.h5");
    EXPECT_EQ(json["proof"]["inputs"][0]["xxh3"], "0123");
    EXPECT_EQ(json["assumptions"][0]["input"], "structures.rival.setup");
    for (std::size_t first = 0; first < text.size();) {
        const auto end = text.find('\n', first);
        EXPECT_LE(end - first, 84U) << text.substr(first, end - first); // bytes: a sign may take two
        first = end + 1;
    }
}

TEST(Certificate, NamesHaveNoMeaningInMarkdown)
{
    Experiment experiment = rival_setup(16);
    experiment.alternatives[1].name = "**bold** <script> | [x](y)";
    const auto markdown = certificate_markdown(certificate_of(experiment), origin());
    EXPECT_THAT(markdown, HasSubstr("\\*\\*bold\\*\\* \\<script\\> \\| \\[x\\](y)"));
    EXPECT_THAT(markdown, Not(HasSubstr("<script>")));
}

TEST(Certificate, IsNoneOfWhatCannotBeDecidedOrWasStopped)
{
    Experiment experiment = rival_setup(16);
    const Outcome outcome = simulate(experiment);
    CertificateOptions options;
    options.study.goes_on = [] { return false; };
    EXPECT_FALSE(certify(experiment, outcome, options).has_value());
    Experiment certain = small_experiment();
    certain.replications = 256;
    EXPECT_FALSE(certify(certain, simulate(certain), options).has_value());
    certain.alternatives.resize(1);
    certain.baseline = 0;
    EXPECT_THROW((void)certify(certain, simulate(certain)), std::invalid_argument);
}

} // namespace
} // namespace kamsim
