#pragma once

#include <string>
#include <vector>

#include "kamsim/decision/sweep_emulator.hpp"

namespace kamsim {

/// Places at which an emulator is asked, and what it says there.
struct EmulatedPlaces {
    Eigen::MatrixXd places;                              ///< [place][input]
    std::vector<std::vector<EmulatedValue>> values;      ///< [alternative][place]
    std::vector<std::vector<EmulatedValue>> differences; ///< [alternative but the baseline][place]
};

[[nodiscard]] EmulatedPlaces emulated_at(const SweepEmulator& emulator, const Eigen::MatrixXd& places);

/// How well an emulator predicts points that it has not seen, and which factors move it.
struct EmulatorCheck {
    struct Row {
        SweepResponse response;
        CrossValidation left_out; ///< one by one
        CrossValidation folds;    ///< a tenth of the points at once
        SobolIndices indices;
    };
    std::vector<Row> rows; ///< values, then differences
    std::int64_t points = 0;
    std::int64_t used = 0; ///< of them
};

[[nodiscard]] EmulatorCheck check_of(const SweepSpace& space, const SweepEmulator& emulator);

/// Widths and rules as of all texts (terminal.hpp).
[[nodiscard]] std::string emulator_check_text(const SweepSpace& space, const EmulatorCheck& check);
[[nodiscard]] std::string emulated_places_text(const SweepSpace& space, const EmulatedPlaces& places);
/// One row a place and design.
[[nodiscard]] std::string emulated_places_csv(const SweepSpace& space, const EmulatedPlaces& places);
/// One row a response.
[[nodiscard]] std::string emulator_check_csv(const SweepSpace& space, const EmulatorCheck& check);
/// @param places may be without rows
[[nodiscard]] std::string emulator_json(const SweepSpace& space, const SweepEmulator& emulator,
                                        const EmulatorCheck& check, const EmulatedPlaces& places);

} // namespace kamsim
