using System.ComponentModel;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record SanctionBody([property: Description("1 to 525600: a year.")] int? Minutes, string? Reason) : IBody
{
    private const int MaxReason = 200;

    public string? Fault() => Minutes is null ? "minutes: missing" : Field.OutOfRange("minutes", Minutes, 1, 525_600) ?? Field.TooLong("reason", Reason, MaxReason);

    public SanctionUser ToCommand(string user) => new(user, Minutes!.Value, Reason ?? "");
}
