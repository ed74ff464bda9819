#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kamsim {

/// A header's words in small plain letters: accents and punctuation gone, digits kept ("Chiffre d'affaires (k€)" is
/// "chiffre d affaires k eur").
[[nodiscard]] std::vector<std::string> header_words(std::string_view header);

/// One of our columns that a header may mean.
struct ColumnMeaning {
    std::string_view ours;
    std::string_view words;   ///< what was recognised
    std::size_t strength = 0; ///< more words in common, and no other ones, are stronger
    bool is_whole_header = false;
};

/// What a header may mean, in English, German, French, Italian and Spanish; strongest first.
[[nodiscard]] std::vector<ColumnMeaning> meanings_of(const std::vector<std::string>& header);

/// Whether one of the words, which are separated by spaces, is among those of the header.
[[nodiscard]] bool has_one_of(const std::vector<std::string>& header, std::string_view words);

} // namespace kamsim
