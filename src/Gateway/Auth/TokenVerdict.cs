using Rooms.Contracts;

namespace Rooms.Gateway.Auth;

/// <summary>Who a token speaks for, or why it is not believed.</summary>
internal sealed record TokenVerdict(Caller? Caller, string Reason)
{
    public static TokenVerdict Valid(Caller caller) => new(caller, "");

    public static TokenVerdict Invalid(string reason) => new(null, reason);
}
