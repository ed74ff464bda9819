#pragma once

#include "kamsim/scenario/nearest_name.hpp"
