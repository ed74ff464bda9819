#include "scenario/key_declarations.hpp"

namespace kamsim {

namespace {

SectionDeclaration uncertainty()
{
    return {"uncertainty",
            "What is not known exactly, and how many worlds are drawn.",
            {
                word_key("from", {"evidence"}, "the inputs alone",
                         "`evidence`: every parameter that has a range in the catalogue, and that the scenario does "
                         "not set, is uncertain"),
                whole_number_key("worlds", {2.0, static_cast<double>(most_replications), "a whole number, 2 or more"},
                                 "1024, or as many as `replications` make", "draws of all that is uncertain"),
                whole_number_key("futures_per_world", whole_from_one(most_replications), "8",
                                 "futures of each alternative in a world"),
                word_key("design", words_of(world_design_names), "\"sobol\"",
                         "how worlds fill the space of the shared inputs"),
                {"inputs",
                 KeyType::by_path,
                 "none",
                 "what is uncertain, by its path: a distribution, or `\"evidence\"`",
                 any_number,
                 {},
                 "uncertainty.inputs.<path>"},
                {"correlations",
                 KeyType::tables,
                 "none",
                 "rank correlations of inputs",
                 any_number,
                 {},
                 "uncertainty.correlations"},
            }};
}

KeyDeclaration shape_key(std::string name, std::string meaning)
{
    return number_key(std::move(name), any_number, "", std::move(meaning));
}

KeyDeclaration numbers_key(std::string name, std::string meaning)
{
    return {std::move(name), KeyType::numbers, "", std::move(meaning), any_number, {}, {}};
}

SectionDeclaration input()
{
    return {"uncertainty.inputs.<path>",
            "One uncertain input.",
            {
                word_key("distribution", words_of(distribution_family_names), "required", "its family"),
                shape_key("mean", "of normal, lognormal, beta; with `sd`"),
                shape_key("sd", "standard deviation; with `mean`"),
                shape_key("q05", "value that is not exceeded with 5 %, of normal, lognormal; with `q95`"),
                shape_key("q95", "value that is not exceeded with 95 %; with `q05`"),
                shape_key("median", "of lognormal; with `sd_log`"),
                shape_key("sd_log", "standard deviation of the natural logarithm; with `median`"),
                shape_key("low", "lower end of uniform, triangular, pert; of beta 0 unless given"),
                shape_key("mode", "most likely value of triangular, pert"),
                shape_key("high", "upper end of uniform, triangular, pert; of beta 1 unless given"),
                shape_key("alpha", "of beta; with `beta`"),
                shape_key("beta", "of beta; with `alpha`"),
                numbers_key("values", "of discrete, quantiles"),
                numbers_key("weights", "of the values of discrete"),
                numbers_key("probabilities", "of the values of quantiles, ascending"),
                word_key("as", words_of(application_names), "\"value\"",
                         "whether what is drawn takes the place of the value, multiplies it or is added to it"),
                shape_key("minimum", "the distribution is cut here; the least value allowed, 0 for a factor, unless "
                                     "given"),
                shape_key("maximum", "the distribution is cut here; the greatest value allowed, unless given"),
                truth_key("each", "false", "columns of accounts: each account has a draw of its own"),
                text_key("segment", "all segments", "columns of accounts: only accounts of this segment"),
                text_key("account", "all accounts", "columns of accounts: only the account with this id"),
            }};
}

SectionDeclaration correlations()
{
    return {"uncertainty.correlations",
            "One rank correlation.",
            {
                texts_key("inputs", "required", "names of two inputs"),
                number_key("rank", {-1.0, 1.0, "between -1 and 1"}, "required", "Spearman's rank correlation"),
            }};
}

} // namespace

std::vector<SectionDeclaration> uncertainty_sections()
{
    return {uncertainty(), input(), correlations()};
}

} // namespace kamsim
