// A bad example, with defined_here.cpp: the linker does not see that the type of the result is another one.
namespace kamsim {

int defined_twice(double x);

int defined_twice(double x)
{
    return x > 0.0 ? 1 : 0;
}

} // namespace kamsim
