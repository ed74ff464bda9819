#pragma once

#include <string>

#include "kamsim/report/document.hpp"

namespace kamsim::test {

/// A document with every kind of drawing, one section each, and every kind of block. Its numbers are made up by
/// formulas and mean nothing.
/// @param name of designs, accounts and people is made from this: hostile text shows who takes a name for markup
[[nodiscard]] Report sample_report(const std::string& name = "", const NumberStyle& style = NumberStyle());

} // namespace kamsim::test
