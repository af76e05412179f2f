using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rooms.Wire.Goim;

namespace Rooms.Gateway.Compat.Goim.Http;

/// <summary>
/// A query as gin binds it: of a repeated parameter one value takes the first, an empty number is 0, and 0 or nothing is not enough where something is
/// required. Faults are told in its words.
/// </summary>
internal sealed class GinQuery(IQueryCollection query)
{
    private readonly List<string> missing = [];
    private string? unreadable;

    /// <summary>Null: everything was there and readable.</summary>
    public string? Fault => unreadable ?? (missing.Count == 0 ? null : string.Join('\n', missing));

    public int Int32(string name, string field, bool isRequired = false)
    {
        var number = (int)Number(query[name].FirstOrDefault() ?? "", int.MinValue, int.MaxValue);
        if (isRequired && number == 0) Miss(field);
        return number;
    }

    public string Text(string name, string field)
    {
        var text = query[name].FirstOrDefault() ?? "";
        if (text.Length == 0) Miss(field);
        return text;
    }

    public string[] Texts(string name) => [.. query[name].Select(text => text ?? "")];

    public string[] RequiredTexts(string name, string field)
    {
        var texts = Texts(name);
        if (texts.Length == 0) Miss(field);
        return texts;
    }

    public long[] Int64s(string name) => [.. query[name].Select(text => Number(text ?? "", long.MinValue, long.MaxValue))];

    private void Miss(string field) => missing.Add($"Key: '{field}' Error:Field validation for '{field}' failed on the 'required' tag");

    private long Number(string text, long min, long max)
    {
        if (text.Length == 0) return 0;
        if (GoimNumber.TryRead(System.Text.Encoding.UTF8.GetBytes(text), out var number) && number >= min && number <= max) return number;
        var isNumber = System.Numerics.BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        unreadable ??= $"strconv.ParseInt: parsing \"{text}\": {(isNumber ? "value out of range" : "invalid syntax")}";
        return 0;
    }
}
