#include "../lanes/lane.hpp"
