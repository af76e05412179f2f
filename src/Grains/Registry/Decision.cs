namespace Rooms.Grains.Registry;

/// <summary>What a command comes to: an answer made of the state after <paramref name="Entry"/>, or a refusal and no entry.</summary>
internal readonly record struct Decision(RegistryEntry? Entry, string? Code, string? Detail)
{
    public static Decision Do(RegistryEntry entry) => new(entry, null, null);

    public static Decision Refuse(string code, string detail) => new(null, code, detail);
}
