using System.ComponentModel.DataAnnotations;

namespace Rooms.Edge;

/// <summary><c>*</c>, or scheme, host and port with nothing behind them: what a browser sends as <c>Origin</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OriginsAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is string[] origins && origins.All(IsOrigin);

    private static bool IsOrigin(string text) =>
        text == "*" || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority) == text.TrimEnd('/'));
}
