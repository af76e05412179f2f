namespace Rooms.Gateway.Http;

/// <summary>Sentences about a field that is not as it should be; null when it is.</summary>
internal static class Field
{
    public static string NoId(string name) => $"{name}: wanted 1 to 64 characters out of A-Z a-z 0-9 _ . ~ -";

    public static string? TooLong(string name, string? value, int max) => value?.Length > max ? $"{name}: at most {max} characters" : null;

    public static string? OutOfRange(string name, int? value, int min, int max) =>
        value < min || value > max ? $"{name}: wanted {min} to {max}" : null;
}
