#include <cmath>
#include <stdexcept>

#include <Eigen/Core>
#include <gtest/gtest.h>

#include "kamsim/model/stakeholder_map.hpp"
#include "model/opinion_dynamics.hpp"

namespace kamsim {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Eq. 52 as it is written.
VectorXd iterate(const MatrixXd& influence, const VectorXd& susceptibility, const VectorXd& initial,
                 const VectorXd& contact, int steps)
{
    VectorXd opinion = initial;
    for (int step = 0; step < steps; ++step) {
        opinion = susceptibility.cwiseProduct(influence * opinion)
                  + (1.0 - susceptibility.array()).matrix().cwiseProduct(initial) + contact;
    }
    return opinion;
}

/// Four people of N. E. Friedkin and E. C. Johnsen (1999), as in S. E. Parsegov, A. V. Proskurnikov, R. Tempo and
/// N. E. Friedkin (2017), IEEE Transactions on Automatic Control 62(5), eq. 15 and 16.
struct FourPeople {
    MatrixXd influence{
        {0.22, 0.12, 0.36, 0.3}, {0.147, 0.215, 0.344, 0.294}, {0.0, 0.0, 1.0, 0.0}, {0.09, 0.178, 0.446, 0.286}};
    VectorXd susceptibility{{0.78, 0.785, 0.0, 0.714}};
    VectorXd initial{{25.0, 25.0, 75.0, 85.0}};
    VectorXd none = VectorXd::Zero(4);
};

double largest_error(const VectorXd& computed, const VectorXd& expected)
{
    return ((computed - expected).cwiseAbs().array() / expected.cwiseAbs().array()).maxCoeff();
}

constexpr double published_tolerance = 1e-8;

TEST(FriedkinJohnsen, AgreesWithThePublishedEquilibrium)
{
    const FourPeople case_a;
    const VectorXd equilibrium =
        opinion_equilibrium(case_a.influence, case_a.susceptibility, case_a.initial, case_a.none);
    EXPECT_LT(largest_error(equilibrium, VectorXd{{60.0208488259, 59.9839659393, 75.0, 74.9862049378}}),
              published_tolerance);
    // As printed in the paper.
    EXPECT_EQ(std::round(equilibrium(0)), 60.0);
    EXPECT_EQ(std::round(equilibrium(1)), 60.0);
    EXPECT_EQ(std::round(equilibrium(2)), 75.0);
    EXPECT_EQ(std::round(equilibrium(3)), 75.0);
}

TEST(FriedkinJohnsen, AgreesWithThePublishedTotalEffects)
{
    const FourPeople case_a;
    const MatrixXd total{{0.279398307223, 0.0450186940517, 0.551413109762, 0.124169888963},
                         {0.0471420392255, 0.278251672879, 0.549241133449, 0.125365154447},
                         {0.0, 0.0, 1.0, 0.0},
                         {0.0300900121029, 0.0480732032949, 0.532400213831, 0.389436570772}};
    for (Eigen::Index person = 0; person < 4; ++person) {
        // A unit of a person's own opinion counts as 1 - susceptibility units of contact.
        const VectorXd leverage = contact_leverage(case_a.influence, case_a.susceptibility, VectorXd::Unit(4, person));
        const VectorXd effects = leverage.cwiseProduct((1.0 - case_a.susceptibility.array()).matrix());
        EXPECT_LT((effects - total.row(person).transpose()).cwiseAbs().maxCoeff(), published_tolerance);
    }
}

TEST(FriedkinJohnsen, StepsAsPublishedUpToTheEquilibrium)
{
    const FourPeople case_a;
    const auto after = [&](int steps) {
        return iterate(case_a.influence, case_a.susceptibility, case_a.initial, case_a.none, steps);
    };
    EXPECT_LT(largest_error(after(1), VectorXd{{53.08, 52.3494, 75.0, 70.33444}}), published_tolerance);
    EXPECT_LT(largest_error(after(2), VectorXd{{57.0266908, 56.8209219926, 75.0, 72.6199847306}}), published_tolerance);
    EXPECT_LT(largest_error(after(10), VectorXd{{60.0154352515, 59.9783173417, 75.0, 74.9819352775}}),
              published_tolerance);
    EXPECT_LT(largest_error(after(500),
                            opinion_equilibrium(case_a.influence, case_a.susceptibility, case_a.initial, case_a.none)),
              1e-12);
}

TEST(FriedkinJohnsen, IsTheEndOfAllStepsUnderContactToo)
{
    const FourPeople case_a;
    const VectorXd contact{{3.0, -1.0, 2.0, 0.5}};
    const VectorXd equilibrium = opinion_equilibrium(case_a.influence, case_a.susceptibility, case_a.initial, contact);
    EXPECT_LT(
        largest_error(iterate(case_a.influence, case_a.susceptibility, case_a.initial, contact, 500), equilibrium),
        1e-12);
    const VectorXd weights{{0.4, 0.3, 0.2, 0.1}};
    const VectorXd uncontacted =
        opinion_equilibrium(case_a.influence, case_a.susceptibility, case_a.initial, case_a.none);
    EXPECT_NEAR(weights.dot(equilibrium - uncontacted),
                contact_leverage(case_a.influence, case_a.susceptibility, weights).dot(contact), 1e-12);
}

/// The published tolerance is narrow enough to see a susceptibility that is 1 % wrong.
TEST(FriedkinJohnsen, NoticesOnePercentOfSusceptibility)
{
    const FourPeople case_a;
    const VectorXd published{{60.0208488259, 59.9839659393, 75.0, 74.9862049378}};
    const VectorXd wrong =
        opinion_equilibrium(case_a.influence, 1.01 * case_a.susceptibility, case_a.initial, case_a.none);
    EXPECT_GT(largest_error(wrong, published), 1e4 * published_tolerance);
}

/// M. H. DeGroot (1974) and M. O. Jackson (2008, example 8.3.1): where nobody holds to anything, opinions settle on a
/// consensus. It is the limit of equilibria as susceptibility approaches 1; the distance to it is of the order of 1e-7.
TEST(FriedkinJohnsen, ApproachesTheConsensusOfDeGroot)
{
    const double third = 1.0 / 3.0;
    const auto consensus_weights = [](const MatrixXd& influence) {
        constexpr double almost_one = 1.0 - 1e-7;
        const Eigen::Index size = influence.rows();
        const VectorXd susceptibility = VectorXd::Constant(size, almost_one);
        return VectorXd((1.0 - almost_one) * contact_leverage(influence, susceptibility, VectorXd::Unit(size, 0)));
    };
    const auto error = [&](const MatrixXd& influence, const VectorXd& weights) {
        return (consensus_weights(influence) - weights).cwiseAbs().maxCoeff();
    };
    EXPECT_LT(error(MatrixXd{{0.5, 0.5}, {0.25, 0.75}}, VectorXd{{third, 2.0 * third}}), 1e-6);
    EXPECT_LT(
        error(MatrixXd{{0.5, 0.5, 0.0}, {0.25, 0.75, 0.0}, {third, third, third}}, VectorXd{{third, 2.0 * third, 0.0}}),
        1e-6);
    EXPECT_LT(error(MatrixXd{{third, third, third}, {0.5, 0.5, 0.0}, {0.0, 0.25, 0.75}},
                    VectorXd{{3.0 / 11.0, 4.0 / 11.0, 4.0 / 11.0}}),
              1e-6);
}

TEST(FriedkinJohnsen, RefusesOpinionsThatNeverSettle)
{
    const MatrixXd stubborn{{0.0, 1.0}, {1.0, 0.0}};
    EXPECT_THROW(
        static_cast<void>(opinion_equilibrium(stubborn, VectorXd::Ones(2), VectorXd::Ones(2), VectorXd::Zero(2))),
        std::invalid_argument);
    EXPECT_THROW(static_cast<void>(contact_leverage(stubborn, VectorXd::Ones(3), VectorXd::Ones(2))),
                 std::invalid_argument);
    EXPECT_THROW(
        static_cast<void>(opinion_equilibrium(stubborn, VectorXd::Zero(2), VectorXd::Ones(2), VectorXd::Zero(3))),
        std::invalid_argument);
}

std::vector<Stakeholder> three_people()
{
    std::vector<Stakeholder> people(3);
    people[0].person = "head";
    people[0].attitude = 1.0;
    people[1].person = "member";
    people[1].reports_to = "head";
    people[2].person = "doubter";
    people[2].attitude = -1.0;
    people[2].reports_to = "head";
    people[2].influenced_by = {{"member", 2.0}};
    return people;
}

/// By hand: the head hears both others equally, the member hears the head, the doubter hears the head at 1/3 and the
/// member at 2/3. With susceptibility 0.7 the attitudes settle at 15/43, 21/86 and -9/86.
TEST(FriedkinJohnsen, SolvesThreePeopleSolvedByHand)
{
    const StakeholderMap map = solve_stakeholder_map(three_people());
    EXPECT_NEAR(map.people[0].equilibrium_attitude, 15.0 / 43.0, 1e-14);
    EXPECT_NEAR(map.people[1].equilibrium_attitude, 21.0 / 86.0, 1e-14);
    EXPECT_NEAR(map.people[2].equilibrium_attitude, -9.0 / 86.0, 1e-14);
    EXPECT_NEAR(map.support, 42.0 / 258.0, 1e-14);
    EXPECT_NEAR(map.relationship, 0.5 + 21.0 / 258.0, 1e-14);
}

TEST(FriedkinJohnsen, NoticesOnePercentOfSusceptibilityInAMap)
{
    const double right = solve_stakeholder_map(three_people()).support;
    EXPECT_GT(std::abs(solve_stakeholder_map(three_people(), 1.0, 0.707).support - right), 1e-4);
}

} // namespace
} // namespace kamsim
