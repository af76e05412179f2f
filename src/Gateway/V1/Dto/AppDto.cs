using System.ComponentModel;
using Rooms.Contracts.Registry;

namespace Rooms.Gateway.V1.Dto;

internal sealed record AppDto(
    string Name,
    [property: Description("configuration: changed there; stored: made here.")] string Source,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? SecretMadeAt,
    [property: Description("Until then the secret before this one is valid too.")] DateTimeOffset? PreviousValidUntil,
    int Keys)
{
    public const string Configuration = "configuration";
    public const string Stored = "stored";

    public static AppDto OfConfiguration(string name, int keys) => new(name, Configuration, null, null, null, keys);

    public static AppDto From(StoredApp app, int keys, DateTimeOffset now) =>
        new(app.Name, Stored, app.MadeAt, app.Current.MadeAt, app.Previous?.ValidUntil is { } until && until > now ? until : null, keys);
}
