#include <vector>

#include "kamsim/simulation/simulate.hpp"
