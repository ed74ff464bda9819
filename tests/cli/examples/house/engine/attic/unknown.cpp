#include "kamsim/version.hpp"
