#include "model/mechanisms/luck.hpp"

#include "random/lane_draws.hpp"

namespace kamsim::KAMSIM_KERNEL {
namespace {

PhiloxWords words(const LuckKey& key, std::uint64_t entity, std::uint32_t period, Purpose purpose, int pack)
{
    return philox(key.seed, key.first_replication + static_cast<std::uint32_t>(pack * lane_width), entity, period,
                  group_of(purpose));
}

Lane uniform(const PhiloxWords& words, Purpose purpose)
{
    return uniform_of(words.word[static_cast<std::uint32_t>(purpose) % 4]);
}

Lane normal(const PhiloxWords& words, Purpose purpose)
{
    return normal_of(uniform(words, purpose));
}

} // namespace

void draw_temper(const LuckKey& key, std::uint64_t entity, Temper& temper)
{
    for (int i = 0; i < packs; ++i) {
        const PhiloxWords drawn = words(key, entity, once, Purpose::frailty, i);
        temper.frailty[i] = normal(drawn, Purpose::frailty);
        temper.observation_bias[i] = normal(drawn, Purpose::observation_bias);
    }
}

void draw_account(const LuckKey& key, std::uint64_t entity, std::uint32_t period, bool review, AccountWeather& weather,
                  Row& demand)
{
    for (int i = 0; i < packs; ++i) {
        const PhiloxWords normals = words(key, entity, period, Purpose::demand, i);
        demand[i] = normal(normals, Purpose::demand);
        weather.relationship[i] = normal(normals, Purpose::relationship);
        weather.satisfaction[i] = normal(normals, Purpose::satisfaction);
        weather.observe[i] = normal(normals, Purpose::observe);
        const PhiloxWords events = words(key, entity, period, Purpose::failure, i);
        weather.failure[i] = uniform(events, Purpose::failure);
        weather.won_cells[i] = uniform(events, Purpose::won_cells);
        weather.lost_cells[i] = uniform(events, Purpose::lost_cells);
        weather.renewal[i] = uniform(events, Purpose::renewal);
        const PhiloxWords others = words(key, entity, period, Purpose::champion_exit, i);
        weather.champion_exit[i] = uniform(others, Purpose::champion_exit);
        if (review) {
            weather.review[i] = normal(others, Purpose::review);
        }
    }
}

void draw_manager_skill(const LuckKey& key, std::uint64_t number, Row& skill)
{
    for (int i = 0; i < packs; ++i) {
        skill[i] = normal(words(key, number, once, Purpose::skill, i), Purpose::skill);
    }
}

void draw_manager(const LuckKey& key, std::uint64_t number, std::uint32_t period, ManagerLuck& luck)
{
    for (int i = 0; i < packs; ++i) {
        const PhiloxWords drawn = words(key, number, period, Purpose::manager_exit, i);
        luck.exit[i] = uniform(drawn, Purpose::manager_exit);
        luck.new_skill[i] = normal(drawn, Purpose::new_skill);
    }
}

void draw_segment(const LuckKey& key, std::uint64_t entity, std::uint32_t period, Row& shock)
{
    for (int i = 0; i < packs; ++i) {
        shock[i] = normal(words(key, entity, period, Purpose::market, i), Purpose::market);
    }
}

void draw_programme(const LuckKey& key, std::uint32_t period, Row& rebuild, Row& abandon)
{
    for (int i = 0; i < packs; ++i) {
        const PhiloxWords drawn = words(key, 0, period, Purpose::rebuild, i);
        rebuild[i] = uniform(drawn, Purpose::rebuild);
        abandon[i] = uniform(drawn, Purpose::abandon);
    }
}

} // namespace kamsim::KAMSIM_KERNEL
