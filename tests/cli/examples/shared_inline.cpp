// A bad example: a kernel that leaves an inline function of everybody out of line.
namespace kamsim {

[[gnu::noinline]] inline int shared_by_all(int x)
{
    return x * x;
}

namespace kernel_v4 {

int advance(int x);

int advance(int x)
{
    return shared_by_all(x) + 1;
}

} // namespace kernel_v4
} // namespace kamsim
