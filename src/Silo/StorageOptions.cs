using System.ComponentModel.DataAnnotations;
using Rooms.Configuration;

namespace Rooms.Silo;

/// <summary>Which database keeps the journals. None named: SQLite in <see cref="DataOptions.Directory"/>.</summary>
internal sealed class StorageOptions : IValidatableObject
{
    public const string Section = "Storage";

    /// <summary>Connection string, with its password. Refused by a build that has no PostgreSQL, rather than ignored: the data would be elsewhere than the operator thinks.</summary>
    [SecretValue]
    public string? PostgreSql { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(PostgreSql)) yield return new ValidationResult(Engine.WithoutPostgreSql, [nameof(PostgreSql)]);
    }
}
