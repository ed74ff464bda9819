#pragma once

#include "lanes/lane.hpp"

namespace kamsim::KAMSIM_KERNEL {

using Real = Lane;
using Word = Bits;

#include "lanes/elementary.inc.hpp"

} // namespace kamsim::KAMSIM_KERNEL
